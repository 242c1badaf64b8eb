package dev.hmr.load;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * One access that a bridge carries out in the run-time package of its target.
 *
 * @param owner internal name, or for the operations on types their operand (a class name or an array descriptor)
 * @param name of the member; empty for operations on types
 * @param descriptor of the member; empty for operations on types
 * @param isInterface whether the owner is an interface
 * @param dimensions for {@link Kind#NEW_MULTI_ARRAY} only
 */
record BridgeOperation(Kind kind, String owner, String name, String descriptor, boolean isInterface, int dimensions) {
    enum Kind {
        INVOKE_VIRTUAL,
        INVOKE_STATIC,
        CONSTRUCT,
        GET_FIELD,
        PUT_FIELD,
        GET_STATIC,
        PUT_STATIC,
        CAST,
        INSTANCE_OF,
        CLASS_CONSTANT,
        NEW_ARRAY,
        NEW_MULTI_ARRAY
    }

    private static final String OBJECT = "Ljava/lang/Object;";

    static BridgeOperation onType(Kind kind, String typeOperand) {
        return new BridgeOperation(kind, typeOperand, "", "", false, 0);
    }

    static BridgeOperation onMember(Kind kind, String owner, String name, String descriptor, boolean isInterface) {
        return new BridgeOperation(kind, owner, name, descriptor, isInterface, 0);
    }

    /** The descriptor of the static bridge method: it takes from the stack and leaves there what the instruction would. */
    String bridgeDescriptor() {
        String type = Type.getObjectType(owner).getDescriptor();
        return switch (kind) {
            case INVOKE_VIRTUAL -> "(" + type + descriptor.substring(1);
            case INVOKE_STATIC -> descriptor;
            case CONSTRUCT -> descriptor.substring(0, descriptor.indexOf(')') + 1) + type;
            case GET_FIELD -> "(" + type + ")" + descriptor;
            case PUT_FIELD -> "(" + type + descriptor + ")V";
            case GET_STATIC -> "()" + descriptor;
            case PUT_STATIC -> "(" + descriptor + ")V";
            case CAST -> "(" + OBJECT + ")" + type;
            case INSTANCE_OF -> "(" + OBJECT + ")Z";
            case CLASS_CONSTANT -> "()Ljava/lang/Class;";
            case NEW_ARRAY -> "(I)[" + type;
            case NEW_MULTI_ARRAY -> "(" + "I".repeat(dimensions) + ")" + type;
        };
    }

    /** Emits the bridge method's code: its arguments, the access, its return. */
    void emit(MethodVisitor code) {
        if (kind == Kind.CONSTRUCT) {
            code.visitTypeInsn(Opcodes.NEW, owner);
            code.visitInsn(Opcodes.DUP);
        }
        int slot = 0;
        for (Type argument : Type.getArgumentTypes(bridgeDescriptor())) {
            code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
            slot += argument.getSize();
        }
        switch (kind) {
            case INVOKE_VIRTUAL ->
                code.visitMethodInsn(
                        isInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL,
                        owner,
                        name,
                        descriptor,
                        isInterface);
            case INVOKE_STATIC -> code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, isInterface);
            case CONSTRUCT -> code.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, name, descriptor, false);
            case GET_FIELD -> code.visitFieldInsn(Opcodes.GETFIELD, owner, name, descriptor);
            case PUT_FIELD -> code.visitFieldInsn(Opcodes.PUTFIELD, owner, name, descriptor);
            case GET_STATIC -> code.visitFieldInsn(Opcodes.GETSTATIC, owner, name, descriptor);
            case PUT_STATIC -> code.visitFieldInsn(Opcodes.PUTSTATIC, owner, name, descriptor);
            case CAST -> code.visitTypeInsn(Opcodes.CHECKCAST, owner);
            case INSTANCE_OF -> code.visitTypeInsn(Opcodes.INSTANCEOF, owner);
            case CLASS_CONSTANT -> code.visitLdcInsn(Type.getObjectType(owner));
            case NEW_ARRAY -> code.visitTypeInsn(Opcodes.ANEWARRAY, owner);
            case NEW_MULTI_ARRAY -> code.visitMultiANewArrayInsn(owner, dimensions);
        }
        code.visitInsn(Type.getReturnType(bridgeDescriptor()).getOpcode(Opcodes.IRETURN));
    }
}
