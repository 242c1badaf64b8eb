package dev.hmr.graph;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Knows the instructions of an expression whose value does not depend on the project's code or state: constants, and what
 * the JDK and libraries make of them.
 */
final class InitialExpression {
    /** Classes of the JDK that do something else for another caller. */
    private static final Set<String> ASKING = Set.of("java/lang/StackWalker", "java/lang/invoke/MethodHandles");

    private final Predicate<String> ofProject;

    /** @param ofProject whether a class (internal name) is one of the project's */
    InitialExpression(Predicate<String> ofProject) {
        this.ofProject = ofProject;
    }

    /** What an instruction does to the stack, in words of 32 bits. */
    record Effect(int popped, int pushed) {}

    /** Null for an instruction that may do something else than to compute. */
    @Nullable
    Effect effect(AbstractInsnNode instruction) {
        if (instruction instanceof LdcInsnNode constant) {
            return effect(constant.cst);
        } else if (instruction instanceof TypeInsnNode type) {
            return effect(type);
        } else if (instruction instanceof FieldInsnNode field) {
            return field.getOpcode() == Opcodes.GETSTATIC && isForeign(field.owner)
                    ? new Effect(0, Type.getType(field.desc).getSize())
                    : null;
        } else if (instruction instanceof MethodInsnNode call) {
            int receiver = call.getOpcode() == Opcodes.INVOKESTATIC ? 0 : 1;
            // The size that is taken counts a receiver in any case.
            int arguments = (Type.getArgumentsAndReturnSizes(call.desc) >> 2) - 1;
            return isForeign(call.owner) && !asksForCaller(call)
                    ? new Effect(
                            receiver + arguments, Type.getReturnType(call.desc).getSize())
                    : null;
        }
        return plain(instruction.getOpcode());
    }

    private static @Nullable Effect effect(Object constant) {
        if (constant instanceof Long || constant instanceof Double) {
            return new Effect(0, 2);
        }
        boolean isClass = constant instanceof Type type && type.getSort() != Type.METHOD;
        return isClass || constant instanceof String || constant instanceof Number ? new Effect(0, 1) : null;
    }

    private @Nullable Effect effect(TypeInsnNode instruction) {
        return switch (instruction.getOpcode()) {
            case Opcodes.NEW -> isForeign(instruction.desc) ? new Effect(0, 1) : null;
            case Opcodes.ANEWARRAY, Opcodes.CHECKCAST -> new Effect(1, 1);
            default -> null;
        };
    }

    /** Whether it may look who calls it, as a factory of loggers does for the class's name. */
    private static boolean asksForCaller(MethodInsnNode call) {
        boolean isFactory = call.getOpcode() == Opcodes.INVOKESTATIC && call.desc.startsWith("()");
        return ASKING.contains(call.owner) || (isFactory && !Names.isOfJdk(call.owner));
    }

    private boolean isForeign(String owner) {
        return !ofProject.test(Names.elementClass(owner));
    }

    private static @Nullable Effect plain(int opcode) {
        return switch (opcode) {
            case Opcodes.ACONST_NULL,
                    Opcodes.ICONST_M1,
                    Opcodes.ICONST_0,
                    Opcodes.ICONST_1,
                    Opcodes.ICONST_2,
                    Opcodes.ICONST_3,
                    Opcodes.ICONST_4,
                    Opcodes.ICONST_5,
                    Opcodes.FCONST_0,
                    Opcodes.FCONST_1,
                    Opcodes.FCONST_2,
                    Opcodes.BIPUSH,
                    Opcodes.SIPUSH -> new Effect(0, 1);
            case Opcodes.LCONST_0, Opcodes.LCONST_1, Opcodes.DCONST_0, Opcodes.DCONST_1 -> new Effect(0, 2);
            case Opcodes.DUP -> new Effect(1, 2);
            case Opcodes.NEWARRAY -> new Effect(1, 1);
            case Opcodes.I2L, Opcodes.I2D -> new Effect(1, 2);
            case Opcodes.AASTORE, Opcodes.BASTORE, Opcodes.CASTORE, Opcodes.SASTORE, Opcodes.IASTORE, Opcodes.FASTORE ->
                new Effect(3, 0);
            case Opcodes.LASTORE, Opcodes.DASTORE -> new Effect(4, 0);
            default -> null;
        };
    }
}
