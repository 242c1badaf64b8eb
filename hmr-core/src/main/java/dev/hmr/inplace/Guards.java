package dev.hmr.inplace;

import dev.hmr.graph.ClassFile;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What the methods of a redefined class begin with: the question whether a {@linkplain Detour detour} leads around their bodies. For
 * compiled code the answer is a constant, so that the question costs nothing.
 */
final class Guards {
    private static final String NAME = "detoured";
    private static final Handle QUESTION = bootstrap(NAME);
    private static final Handle DETOUR = bootstrap("detour");

    private Guards() {}

    private static Handle bootstrap(String name) {
        return new Handle(
                Opcodes.H_INVOKESTATIC,
                Type.getInternalName(Companions.class),
                name,
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                        + "Ljava/lang/String;Ljava/lang/String;)Ljava/lang/invoke/CallSite;",
                false);
    }

    /** The same class, its methods guarded; constructors, which make the object that a detour would need, are not. */
    static ClassFile add(ClassFile file) {
        ClassReader reader = new ClassReader(file.bytes());
        boolean knowsDynamicCalls = reader.readUnsignedShort(6) >= Opcodes.V1_7;
        if (file.isInterface() || !knowsDynamicCalls) {
            return file;
        }
        // What is no longer in the source stays as it runs.
        Set<String> already = in(file);
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
                        boolean isGuarded = !name.startsWith("<")
                                && (access & Opcodes.ACC_BRIDGE) == 0
                                && !already.contains(name + descriptor);
                        return isGuarded ? new Guard(code, file.name(), access, name, descriptor) : code;
                    }
                },
                ClassReader.EXPAND_FRAMES);
        return ClassFile.read(writer.toByteArray());
    }

    /** The methods of a class file, as name + descriptor, that are guarded. */
    static Set<String> in(ClassFile file) {
        Set<String> guarded = new HashSet<>();
        new ClassReader(file.bytes())
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access,
                                    String method,
                                    String descriptor,
                                    @Nullable String signature,
                                    String @Nullable [] exceptions) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitInvokeDynamicInsn(
                                            String name, String type, Handle bootstrap, Object... arguments) {
                                        if (bootstrap.equals(QUESTION)) {
                                            guarded.add(method + descriptor);
                                        }
                                    }
                                };
                            }
                        },
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return guarded;
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
