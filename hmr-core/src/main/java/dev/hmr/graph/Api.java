package dev.hmr.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;

/**
 * What the compiler looks at when another source uses a class: everything but method bodies and private members.
 *
 * @param hierarchy access, supertypes, type parameters, permitted subclasses
 * @param members fields, methods and record components, a line each
 * @param constants values that users of the class have inlined, by field name
 */
record Api(Set<String> hierarchy, Set<String> members, Map<String, Object> constants) {

    static Api of(ClassFile file) {
        Reader reader = new Reader();
        new ClassReader(file.bytes())
                .accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new Api(reader.hierarchy, reader.members, reader.constants);
    }

    /** The names of the constants that are not alike in both, among them those that are constants in one only. */
    Set<String> differingConstants(Api other) {
        Set<String> names = new TreeSet<>(constants.keySet());
        names.addAll(other.constants.keySet());
        names.removeIf(name -> Objects.equals(constants.get(name), other.constants.get(name)));
        return names;
    }

    private static final class Reader extends ClassVisitor {
        private final Set<String> hierarchy = new HashSet<>();
        private final Set<String> members = new HashSet<>();
        private final Map<String, Object> constants = new HashMap<>();
        private String name = "";

        Reader() {
            super(Opcodes.ASM9);
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
            hierarchy.add("class %x %s %s %s"
                    .formatted(
                            access & ~Opcodes.ACC_SUPER,
                            signature,
                            superName,
                            interfaces == null ? "" : String.join(" ", interfaces)));
        }

        @Override
        public void visitPermittedSubclass(String subclass) {
            hierarchy.add("permits " + subclass);
        }

        @Override
        public void visitInnerClass(String inner, @Nullable String outer, @Nullable String simpleName, int access) {
            // The attribute also lists nested classes that are only mentioned.
            if (inner.equals(name) || (name.equals(outer) && (access & Opcodes.ACC_PRIVATE) == 0)) {
                members.add("nested %s %x".formatted(inner, access));
            }
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return new Annotation(members, "@" + descriptor);
        }

        @Override
        public RecordComponentVisitor visitRecordComponent(String name, String descriptor, @Nullable String signature) {
            members.add("component %d %s %s %s".formatted(members.size(), name, descriptor, signature));
            return new RecordComponentVisitor(Opcodes.ASM9) {};
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
            if ((access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) != 0) {
                return null;
            }
            members.add("field %x %s %s %s".formatted(access, name, descriptor, signature));
            if (value != null) {
                constants.put(name, value);
            }
            return null;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if ((access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) != 0 || name.equals("<clinit>")) {
                return null;
            }
            String thrown = exceptions == null ? "" : String.join(" ", exceptions);
            String method = "method %x %s%s %s %s".formatted(access, name, descriptor, signature, thrown);
            members.add(method);
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public AnnotationVisitor visitAnnotationDefault() {
                    return new Annotation(members, method + " default");
                }
            };
        }
    }

    /** Annotations matter to annotation processors, and those of an annotation (target, retention) to its users. */
    private static final class Annotation extends AnnotationVisitor {
        private final Set<String> lines;
        private final String prefix;

        Annotation(Set<String> lines, String prefix) {
            super(Opcodes.ASM9);
            this.lines = lines;
            this.prefix = prefix;
            lines.add(prefix);
        }

        @Override
        public void visit(@Nullable String name, Object value) {
            lines.add(prefix + " " + name + "=" + value);
        }

        @Override
        public void visitEnum(@Nullable String name, String descriptor, String value) {
            lines.add(prefix + " " + name + "=" + value);
        }

        @Override
        public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
            return new Annotation(lines, prefix + " " + name + "=@" + descriptor);
        }

        @Override
        public AnnotationVisitor visitArray(@Nullable String name) {
            return new Annotation(lines, prefix + " " + name + "=[]");
        }
    }
}
