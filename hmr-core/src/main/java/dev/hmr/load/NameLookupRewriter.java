package dev.hmr.load;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Sends {@link Class#forName} calls to {@link Loaders#forName}. The JVM remembers which class a loader once found by a name;
 * code that stays while that class is reloaded would find the old one for ever.
 */
final class NameLookupRewriter {
    private static final String BY_NAME = "(Ljava/lang/String;)Ljava/lang/Class;";
    private static final String BY_NAME_AND_LOADER = "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;";

    private final ClassNode node;

    NameLookupRewriter(ClassNode node) {
        this.node = node;
    }

    void rewrite() {
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode instruction : method.instructions.toArray()) {
                if (instruction instanceof MethodInsnNode call
                        && call.getOpcode() == Opcodes.INVOKESTATIC
                        && call.owner.equals("java/lang/Class")
                        && call.name.equals("forName")) {
                    rewrite(method, call);
                }
            }
        }
    }

    private void rewrite(MethodNode method, MethodInsnNode call) {
        if (call.desc.equals(BY_NAME)) {
            method.instructions.insertBefore(call, initializeWithOwnLoader());
        } else if (!call.desc.equals(BY_NAME_AND_LOADER)) {
            return;
        }
        call.owner = Type.getInternalName(Loaders.class);
        call.desc = BY_NAME_AND_LOADER;
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
