package dev.hmr.inplace;

import dev.hmr.graph.ClassFile;
import dev.hmr.graph.Joins;
import dev.hmr.graph.Nests;
import dev.hmr.graph.Reflection;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Bodies of methods in a class of their own, which {@linkplain Guards guarded} methods run in place of those that they have: to
 * define a small class takes the JVM a fraction of what redefining one does, for which it looks through all classes and
 * all compiled code. The class is a plain one in a loader of its own: stack traces show its methods with their lines, which they
 * do not with a hidden class, and it is garbage once it is replaced.
 *
 * @param file its class file
 * @param methods name + descriptor in it, by the key that the guarded method has
 */
record Detour(ClassFile file, Map<String, String> methods) {
    private static final String SUFFIX = "$$Edited";
    private static final Set<String> CALLER_SENSITIVE =
            Set.of("java/lang/StackWalker", "java/util/ServiceLoader", "java/lang/foreign/SymbolLookup");

    /**
     * Moves bodies out of a class.
     *
     * @param next the class
     * @param moved name + descriptor of the methods
     * @param nests those of the unit that the class belongs to
     * @param inherited what the class has from others outside the project
     * @return empty if one of them can only work in the class itself
     */
    static Optional<Detour> around(ClassFile next, Set<String> moved, Nests nests, Joins joins, Inherited inherited) {
        ClassNode host = new ClassNode();
        new ClassReader(next.bytes()).accept(host, ClassReader.EXPAND_FRAMES);
        ClassNode node = new ClassNode();
        int flags = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        node.visit(host.version, flags, host.name + SUFFIX, null, "java/lang/Object", null);
        node.sourceFile = host.sourceFile;
        Map<String, String> methods = new LinkedHashMap<>();
        for (MethodNode method : host.methods) {
            if (moved.contains(method.name + method.desc)) {
                if (!AddedMethods.canWorkOutside(host, method) || inherited.isUsed(method) || asksForItsClass(method)) {
                    return Optional.empty();
                }
                MethodNode body = AddedMethods.outside(host, method, method.name);
                body.access |= Opcodes.ACC_PUBLIC;
                methods.put(AddedCalls.key(method.name, method.desc, method.access), body.name + body.desc);
                node.methods.add(body);
            }
        }
        boolean isEach = Set.copyOf(methods.values()).size() == moved.size();
        ClassFile alone = write(node);
        if (!isEach || alone.actsForNest() || joins.areNeeded(alone) || NestBorder.obstacle(node, nests) != null) {
            return Optional.empty();
        }
        return Optional.of(new Detour(write(node), methods));
    }

    /**
     * Whether the JDK looks at the class that calls it, for more than what its nest may do. By another loader than that of the
     * class itself, names can stand for other classes.
     */
    private static boolean asksForItsClass(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && asksForCaller(call.owner, call.name)) {
                return true;
            }
            if (instruction instanceof InvokeDynamicInsnNode dynamic
                    // Looks labels up as the class that has the switch.
                    && (dynamic.bsm.getOwner().equals("java/lang/runtime/SwitchBootstraps")
                            || Arrays.stream(dynamic.bsmArgs)
                                    .anyMatch(argument -> argument instanceof Handle target
                                            && asksForCaller(target.getOwner(), target.getName())))) {
                return true;
            }
        }
        return false;
    }

    private static boolean asksForCaller(String owner, String method) {
        return CALLER_SENSITIVE.contains(owner)
                || Reflection.usesLoader(owner, method)
                || (owner.matches("java/lang/(System|Runtime)") && method.startsWith("load"));
    }

    /** The class (internal name) that a method of which a stack trace shows the class belongs to. */
    static String host(String className) {
        return className.endsWith(SUFFIX) ? className.substring(0, className.length() - SUFFIX.length()) : className;
    }

    private static ClassFile write(ClassNode node) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return ClassFile.read(writer.toByteArray());
    }
}
