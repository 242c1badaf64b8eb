package dev.hmr.inplace;

import dev.hmr.graph.ClassFile;
import dev.hmr.graph.LambdaArguments;
import dev.hmr.graph.Names;
import dev.hmr.load.HandleAdapters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Moves methods that the JVM does not let be added out of a class, into a class file for a companion, and has all code of both
 * call them there.
 */
final class AddedMethods {
    private static final String OBJECT = "java/lang/Object";

    private final ClassNode host;
    private final Map<String, MethodNode> added = new LinkedHashMap<>();

    /** @param methods methods of the host that nobody overrides, lambda bodies among them */
    AddedMethods(ClassNode host, List<MethodNode> methods) {
        this.host = host;
        methods.forEach(method -> added.put(method.name + method.desc, method));
    }

    /** Why they cannot be moved, to follow "because"; empty if they can. */
    Optional<String> obstacle() {
        if ((host.access & Opcodes.ACC_INTERFACE) != 0) {
            return Optional.of("methods are new in an interface");
        }
        return added.values().stream()
                .filter(method -> !isMovable(method))
                .map(method -> method.name + " is new, and can only work in the class itself")
                .findFirst()
                .or(() -> host.methods.stream().anyMatch(this::isNamedOddly)
                        ? Optional.of("a serializable lambda is new")
                        : Optional.empty());
    }

    private boolean isMovable(MethodNode method) {
        return (method.access & (Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE)) == 0 && canWorkOutside(host, method);
    }

    /** Whether what a method does can be done by code that is not in its class. */
    static boolean canWorkOutside(ClassNode host, MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call) {
                boolean special = call.getOpcode() == Opcodes.INVOKESPECIAL && !call.name.equals("<init>");
                if (special || isInherited(host, call.owner, call.name + call.desc)) {
                    return false;
                }
            } else if (instruction instanceof FieldInsnNode field && isInherited(host, field.owner, field.name)) {
                return false;
            } else if (instruction instanceof InvokeDynamicInsnNode dynamic
                    // It is read again by the class that made it.
                    && LambdaArguments.isSerializable(dynamic.bsm, dynamic.bsmArgs)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it may be a protected member of a superclass, which only subclasses may touch. */
    private static boolean isInherited(ClassNode host, String owner, String member) {
        if (owner.equals(host.name)) {
            return host.methods.stream().noneMatch(method -> member.equals(method.name + method.desc))
                    && host.fields.stream().noneMatch(field -> member.equals(field.name))
                    && !isPublicOfObject(member);
        }
        return owner.equals(host.superName) && !owner.equals(OBJECT) && !Names.samePackage(owner, host.name);
    }

    private static boolean isPublicOfObject(String member) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(method -> member.equals(method.getName() + Type.getMethodDescriptor(method)));
    }

    /** Whether a dynamic instruction names an added method in another way than a lambda does. */
    private boolean isNamedOddly(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof InvokeDynamicInsnNode dynamic
                    && !dynamic.bsm.getName().equals("metafactory")
                    && Arrays.stream(dynamic.bsmArgs).anyMatch(argument -> addedBy(argument) != null)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes the methods out of the host and returns the companion.
     *
     * @param fields that the host does not get either
     */
    Companion move(Set<AddedField> fields) {
        host.methods.removeAll(added.values());
        ClassNode companion = new ClassNode();
        companion.visit(
                host.version,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                Companion.name(host.name),
                null,
                OBJECT,
                null);
        companion.sourceFile = host.sourceFile;
        Map<String, String> names = new LinkedHashMap<>();
        HandleAdapters adapters = new HandleAdapters(companion, UnaryOperator.identity());
        List<MethodNode> code = new ArrayList<>(host.methods);
        for (MethodNode method : added.values()) {
            String name = method.name + "$" + names.size();
            names.put(key(method), name);
            MethodNode moved = outside(host, method, name);
            companion.methods.add(moved);
            code.add(moved);
        }
        code.forEach(this::redirect);
        companion.methods.forEach(method -> adapt(method, adapters));
        for (MethodNode adapter : adapters.made()) {
            names.put(key(adapter), adapter.name);
            companion.methods.add(adapter);
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        companion.accept(writer);
        return new Companion(ClassFile.read(writer.toByteArray()), names, fields);
    }

    /** A static method that does what a method of a class does. */
    static MethodNode outside(ClassNode host, MethodNode method, String name) {
        MethodNode moved = new MethodNode(
                Opcodes.ACC_STATIC | (method.access & Opcodes.ACC_VARARGS),
                name,
                taken(host.name, method.desc, method.access),
                null,
                null);
        method.accept(moved);
        moved.parameters = null;
        moved.visibleParameterAnnotations = null;
        moved.invisibleParameterAnnotations = null;
        return moved;
    }

    /**
     * What a method takes and returns if it is static, or were.
     *
     * @param host its class (internal name)
     */
    static String taken(String host, String descriptor, int access) {
        return (access & Opcodes.ACC_STATIC) != 0 ? descriptor : "(L" + host + ";" + descriptor.substring(1);
    }

    private void redirect(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            if (instruction instanceof MethodInsnNode call) {
                MethodNode target = call.owner.equals(host.name) ? added.get(call.name + call.desc) : null;
                if (target != null) {
                    AddedCalls.redirect(method, call, host.name, key(target));
                }
            } else if (instruction instanceof InvokeDynamicInsnNode lambda) {
                MethodNode target = lambda.bsm.getName().equals("metafactory") ? addedBy(lambda.bsmArgs[1]) : null;
                if (target != null) {
                    DynamicUse.replace(lambda, host.name, key(target));
                }
            }
        }
    }

    /**
     * Has references to methods of others lead through methods of the companion. Those are called by name, whatever is out of reach
     * then; in Java 17 the lambdas of the JDK cannot name a method of a hidden class.
     */
    private void adapt(MethodNode method, HandleAdapters adapters) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof InvokeDynamicInsnNode lambda && LambdaArguments.isLambda(lambda.bsm)) {
                Handle target = (Handle) lambda.bsmArgs[LambdaArguments.IMPLEMENTATION];
                if (!Names.isOfJdk(target.getOwner()) && lambda.bsm.getName().equals("metafactory")) {
                    Handle adapter = adapters.adapterFor(target);
                    DynamicUse.replace(
                            lambda,
                            host.name,
                            AddedCalls.key(adapter.getName(), adapter.getDesc(), Opcodes.ACC_STATIC));
                }
            }
        }
    }

    private @Nullable MethodNode addedBy(Object argument) {
        return argument instanceof Handle handle && handle.getOwner().equals(host.name)
                ? added.get(handle.getName() + handle.getDesc())
                : null;
    }

    private static String key(MethodNode method) {
        return AddedCalls.key(method.name, method.desc, method.access);
    }
}
