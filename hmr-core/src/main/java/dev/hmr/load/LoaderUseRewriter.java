package dev.hmr.load;

import dev.hmr.graph.LambdaArguments;
import dev.hmr.graph.Reflection;
import java.util.function.UnaryOperator;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Sends {@link Class#forName} and {@link ClassLoader#loadClass} to {@link Loaders}, also where a method reference names
 * them. The JVM remembers which class a loader once found by a name; code that stays while that class is reloaded would find
 * the old one for ever. For the same reason, and because the classes of a package have more than one loader, calls that make proxies
 * are sent to {@link ProxyLoaders}.
 */
final class LoaderUseRewriter {
    private static final String BY_NAME = "(Ljava/lang/String;)Ljava/lang/Class;";
    private static final String BY_NAME_AND_LOADER = "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;";
    private static final String OF_LOADER = "(Ljava/lang/ClassLoader;Ljava/lang/String;)Ljava/lang/Class;";

    private final ClassNode node;
    private final HandleAdapters adapters;

    LoaderUseRewriter(ClassNode node) {
        this.node = node;
        this.adapters = new HandleAdapters(node, UnaryOperator.identity());
    }

    void rewrite() {
        node.methods.forEach(this::adapt);
        // What stands in for a method reference is rewritten like any method.
        node.methods.addAll(adapters.made());
        node.methods.forEach(this::rewrite);
    }

    private void adapt(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof InvokeDynamicInsnNode dynamic
                    && LambdaArguments.isLambda(dynamic.bsm)
                    && dynamic.bsmArgs[LambdaArguments.IMPLEMENTATION] instanceof Handle target
                    // Such a one has to tell what it refers to.
                    && !LambdaArguments.isSerializable(dynamic.bsm, dynamic.bsmArgs)
                    && Reflection.usesLoader(target.getOwner(), target.getName())) {
                HandleAdapters.implement(dynamic, adapters.adapterFor(target));
            }
        }
    }

    private void rewrite(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            if (instruction instanceof MethodInsnNode call
                    && call.getOpcode() != Opcodes.INVOKESPECIAL
                    && Reflection.usesLoader(call.owner, call.name)) {
                rewrite(method, call);
            }
        }
    }

    private void rewrite(MethodNode method, MethodInsnNode call) {
        if (Reflection.makesProxy(call.owner, call.name)) {
            call.owner = Type.getInternalName(ProxyLoaders.class);
            return;
        }
        if (call.desc.equals(BY_NAME) && call.getOpcode() == Opcodes.INVOKEVIRTUAL) {
            call.setOpcode(Opcodes.INVOKESTATIC);
            call.desc = OF_LOADER;
        } else if (call.desc.equals(BY_NAME)) {
            method.instructions.insertBefore(call, initializeWithOwnLoader());
            call.desc = BY_NAME_AND_LOADER;
        } else if (!call.desc.equals(BY_NAME_AND_LOADER)) {
            return;
        }
        call.owner = Type.getInternalName(Loaders.class);
    }

    /** What the call without them means. */
    private InsnList initializeWithOwnLoader() {
        InsnList arguments = new InsnList();
        arguments.add(new InsnNode(Opcodes.ICONST_1));
        arguments.add(new LdcInsnNode(Type.getObjectType(node.name)));
        arguments.add(new MethodInsnNode(
                Opcodes.INVOKEVIRTUAL, "java/lang/Class", "getClassLoader", "()Ljava/lang/ClassLoader;", false));
        return arguments;
    }
}
