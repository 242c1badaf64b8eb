package dev.hmr.load;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Puts {@link CurrentObjectInput} in place of each {@link java.io.ObjectInputStream} that a class makes or extends: in what is
 * serialised, names of classes stand for classes, too.
 */
final class ObjectInputRewriter {
    private static final String STREAM = "java/io/ObjectInputStream";
    private static final String CURRENT = Type.getInternalName(CurrentObjectInput.class);

    private final ClassNode node;

    ObjectInputRewriter(ClassNode node) {
        this.node = node;
    }

    void rewrite() {
        if (node.superName.equals(STREAM)) {
            node.superName = CURRENT;
        }
        node.methods.forEach(this::rewrite);
    }

    private void rewrite(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            if (instruction.getOpcode() == Opcodes.NEW && ((TypeInsnNode) instruction).desc.equals(STREAM)) {
                ((TypeInsnNode) instruction).desc = CURRENT;
            } else if (instruction.getOpcode() == Opcodes.INVOKESPECIAL
                    && instruction instanceof MethodInsnNode call
                    && call.owner.equals(STREAM)) {
                rewrite(method, call);
            }
        }
    }

    private void rewrite(MethodNode method, MethodInsnNode call) {
        call.owner = CURRENT;
        if (call.name.equals("<init>") && call.desc.equals("(Ljava/io/InputStream;)V")) {
            InsnList reader = new InsnList();
            reader.add(new LdcInsnNode(Type.getObjectType(node.name)));
            reader.add(new MethodInsnNode(
                    Opcodes.INVOKEVIRTUAL, "java/lang/Class", "getClassLoader", "()Ljava/lang/ClassLoader;", false));
            method.instructions.insertBefore(call, reader);
            call.desc = "(Ljava/io/InputStream;Ljava/lang/ClassLoader;)V";
        }
    }
}
