package dev.hmr.load;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** The instructions that make of an {@link Object} on the stack a value of a type. */
final class Unboxing {
    private Unboxing() {}

    static InsnList to(Type type) {
        InsnList code = new InsnList();
        String box = switch (type.getSort()) {
            case Type.BOOLEAN -> "Boolean";
            case Type.BYTE -> "Byte";
            case Type.CHAR -> "Character";
            case Type.SHORT -> "Short";
            case Type.INT -> "Integer";
            case Type.LONG -> "Long";
            case Type.FLOAT -> "Float";
            case Type.DOUBLE -> "Double";
            default -> "";
        };
        if (box.isEmpty()) {
            code.add(new TypeInsnNode(Opcodes.CHECKCAST, type.getInternalName()));
        } else {
            String boxClass = "java/lang/" + box;
            code.add(new TypeInsnNode(Opcodes.CHECKCAST, boxClass));
            code.add(new MethodInsnNode(
                    Opcodes.INVOKEVIRTUAL,
                    boxClass,
                    type.getClassName() + "Value",
                    "()" + type.getDescriptor(),
                    false));
        }
        return code;
    }
}
