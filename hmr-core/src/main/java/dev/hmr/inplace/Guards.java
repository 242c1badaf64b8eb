package dev.hmr.inplace;

import dev.hmr.graph.ClassFile;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What the methods of a redefined class begin with: the question whether a {@linkplain Detour detour} leads around their bodies. For
 * compiled code the answer is a constant, so that the question costs nothing.
 */
final class Guards {
    private static final String NAME = "detoured";
    /** What a dynamic call can take, with the object of an instance method. */
    private static final int MAX_SLOTS = 250;

    private static final Handle QUESTION = DynamicUse.bootstrap(NAME);
    private static final Handle DETOUR = DynamicUse.bootstrap("detour");

    private Guards() {}

    /**
     * The same class file, its methods guarded, but for those of an interface.
     *
     * @throws UnsupportedOperationException if it would be too large then
     */
    static byte[] add(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        if (!canHold(classFile) || (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0) {
            return classFile;
        }
        String host = reader.getClassName();
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
                        return isGuarded(name, descriptor, access)
                                ? new Guard(code, host, access, name, descriptor)
                                : code;
                    }
                },
                ClassReader.EXPAND_FRAMES);
        try {
            return writer.toByteArray();
        } catch (MethodTooLargeException | ClassTooLargeException e) {
            throw new UnsupportedOperationException(e);
        }
    }

    /** Whether a method (name + descriptor) of a class is guarded once that is redefined. */
    static boolean isGuarded(ClassFile host, String method) {
        int end = method.indexOf('(');
        Integer access = host.methodAccess(method.substring(0, end), method.substring(end));
        return access != null
                && isGuarded(method, method.substring(end), access)
                && !host.isInterface()
                && canHold(host.bytes());
    }

    /** A constructor makes the object that a detour would need; a dynamic call takes two arguments less than a method can. */
    private static boolean isGuarded(String name, String descriptor, int access) {
        int others = Opcodes.ACC_BRIDGE | Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT;
        int slots = Type.getArgumentsAndReturnSizes(descriptor) >> 2;
        return !name.startsWith("<") && (access & others) == 0 && slots <= MAX_SLOTS;
    }

    /** Whether the class file is not of a version that has no dynamic calls. */
    private static boolean canHold(byte[] classFile) {
        return ((classFile[6] & 0xff) << 8 | (classFile[7] & 0xff)) >= Opcodes.V1_7;
    }

    private static final class Guard extends MethodVisitor {
        private final String host;
        private final int access;
        private final String name;
        private final String descriptor;

        Guard(MethodVisitor code, String host, int access, String name, String descriptor) {
            super(Opcodes.ASM9, code);
            this.host = host;
            this.access = access;
            this.name = name;
            this.descriptor = descriptor;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            String owner = host.replace('/', '.');
            String key = AddedCalls.key(name, descriptor, access);
            Label body = new Label();
            super.visitInvokeDynamicInsn(NAME, "()Z", QUESTION, owner, key);
            super.visitJumpInsn(Opcodes.IFEQ, body);
            String taken = AddedMethods.taken(host, descriptor, access);
            Type[] parameters = Type.getArgumentTypes(taken);
            int slot = 0;
            for (Type parameter : parameters) {
                super.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), slot);
                slot += parameter.getSize();
            }
            Type result = Type.getReturnType(descriptor);
            super.visitInvokeDynamicInsn(name, DynamicUse.erased(taken), DETOUR, owner, key);
            if (!DynamicUse.erased(result).equals(result)) {
                super.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
            }
            super.visitInsn(result.getOpcode(Opcodes.IRETURN));
            super.visitLabel(body);
            Object[] locals = new Object[parameters.length];
            for (int i = 0; i < locals.length; i++) {
                locals[i] = inFrame(parameters[i]);
            }
            super.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, null);
            // The body may begin with a frame of its own, and there are no two at one place.
            super.visitInsn(Opcodes.NOP);
        }

        private static Object inFrame(Type parameter) {
            return switch (parameter.getSort()) {
                case Type.FLOAT -> Opcodes.FLOAT;
                case Type.LONG -> Opcodes.LONG;
                case Type.DOUBLE -> Opcodes.DOUBLE;
                case Type.ARRAY, Type.OBJECT -> parameter.getInternalName();
                default -> Opcodes.INTEGER;
            };
        }
    }
}
