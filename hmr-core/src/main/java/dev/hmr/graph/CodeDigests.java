package dev.hmr.graph;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A digest of what each member of a class does, and of the class without its members, blind to debug information and to
 * the order of the constant pool. The normal form that is digested is a class file that holds just this member: written
 * anew, its constant pool depends on nothing else.
 *
 * @param shape the class without its members: supertypes, annotations, record components, nested classes …
 * @param members by name + descriptor (methods) or name + ":" + descriptor (fields)
 * @param fieldOrder the fields as they are declared: reflection gives them in this order, and so JSON has them
 */
record CodeDigests(long shape, Map<String, Long> members, List<String> fieldOrder) {

    static CodeDigests of(byte[] classFile) {
        return of(classFile, new Normalizer(UnaryOperator.identity(), true));
    }

    /**
     * Digests that do not depend on what methods are called, for names that mean nothing, nor on which other classes are nested
     * with this one.
     */
    static CodeDigests alone(byte[] classFile, UnaryOperator<String> methodNames) {
        return of(classFile, new Normalizer(methodNames, false));
    }

    private static CodeDigests of(byte[] classFile, Normalizer normalizer) {
        // Frames follow from the code and parameter names are kept by hand: SKIP_DEBUG would drop them.
        new ClassReader(classFile).accept(normalizer, ClassReader.SKIP_FRAMES);
        return new CodeDigests(digest(normalizer.shape), normalizer.members, normalizer.fieldOrder);
    }

    private static long digest(ClassWriter writer) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(writer.toByteArray());
            long folded = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                folded = folded << 8 | (hash[i] & 0xff);
            }
            return folded;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }

    private static final class Normalizer extends ClassVisitor {
        private final ClassWriter shape;
        private final Map<String, Long> members = new HashMap<>();
        private final List<String> fieldOrder = new ArrayList<>();
        private final UnaryOperator<String> methodNames;
        private final boolean nest;
        private String name = "";
        private String outermost = "";

        /** @param nest whether it counts which other classes are nested with this one */
        Normalizer(UnaryOperator<String> methodNames, boolean nest) {
            super(Opcodes.ASM9, new ClassWriter(0));
            this.methodNames = methodNames;
            this.nest = nest;
            this.shape = (ClassWriter) cv;
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            this.name = name;
            this.outermost = name.substring(0, name.indexOf('$') < 0 ? name.length() : name.indexOf('$'));
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public void visitSource(@Nullable String source, @Nullable String debug) {
            // Debug information.
        }

        @Override
        public void visitInnerClass(String inner, @Nullable String outer, @Nullable String simpleName, int access) {
            // Others are named here because code mentions them.
            if (nest ? inner.startsWith(outermost) : inner.equals(name)) {
                super.visitInnerClass(inner, outer, simpleName, access);
            }
        }

        @Override
        public void visitNestMember(String member) {
            if (nest) {
                super.visitNestMember(member);
            }
        }

        @Override
        public FieldVisitor visitField(
                int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
            ClassWriter alone = alone();
            fieldOrder.add(field + ":" + descriptor);
            return new FieldVisitor(Opcodes.ASM9, alone.visitField(access, field, descriptor, signature, value)) {
                @Override
                public void visitEnd() {
                    super.visitEnd();
                    members.put(field + ":" + descriptor, digest(alone));
                }
            };
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            ClassWriter alone = alone();
            MethodVisitor writer =
                    alone.visitMethod(access, methodNames.apply(method), descriptor, signature, exceptions);
            return new WithoutDebug(writer) {
                @Override
                public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
                    Object[] replaced = Arrays.stream(arguments)
                            .map(argument -> argument instanceof Handle handle ? renamed(handle) : argument)
                            .toArray();
                    super.visitInvokeDynamicInsn(called, type, bootstrap, replaced);
                }

                @Override
                public void visitEnd() {
                    super.visitEnd();
                    members.put(method + descriptor, digest(alone));
                }
            };
        }

        private Handle renamed(Handle handle) {
            return handle.getOwner().equals(name)
                    ? new Handle(
                            handle.getTag(),
                            name,
                            methodNames.apply(handle.getName()),
                            handle.getDesc(),
                            handle.isInterface())
                    : handle;
        }

        private ClassWriter alone() {
            ClassWriter writer = new ClassWriter(0);
            writer.visit(Opcodes.V17, 0, name, null, "java/lang/Object", null);
            return writer;
        }
    }

    private static class WithoutDebug extends MethodVisitor {
        WithoutDebug(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            // Debug information.
        }

        @Override
        public void visitLocalVariable(
                String name, String descriptor, @Nullable String signature, Label start, Label end, int index) {
            // Debug information.
        }
    }
}
