package dev.hmr.compile;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What one class file shows of the compiler settings it was made with. */
final class ClassFileTraits extends ClassVisitor {
    private static final int RELEASE_TO_MAJOR = 44;
    private static final int PREVIEW_MINOR = 0xFFFF;

    private String internalName = "";
    private @Nullable String sourceFile;
    private boolean isEnum;
    private int release;
    private boolean preview;
    private boolean methodsWithParameters;
    private boolean parameterNames;
    private boolean methodsWithVariables;
    private boolean lines;
    private boolean variables;

    private ClassFileTraits() {
        super(Opcodes.ASM9);
    }

    /** Reads a class file; empty for one that is half-written, or of a Java that ASM does not know yet. */
    static Optional<ClassFileTraits> read(byte[] classFile) {
        ClassFileTraits traits = new ClassFileTraits();
        try {
            new ClassReader(classFile).accept(traits, ClassReader.SKIP_FRAMES);
            return Optional.of(traits);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    boolean fromJava() {
        return sourceFile == null || sourceFile.endsWith(".java");
    }

    /** The source, relative to its source root. */
    Path source() {
        String topLevel = internalName.replaceFirst("(?<=[^/])\\$.*", "");
        return sourceFile == null
                ? Path.of(topLevel + ".java")
                : Path.of(internalName).resolveSibling(sourceFile);
    }

    int release() {
        return release;
    }

    boolean preview() {
        return preview;
    }

    /** Whether parameter names are kept; empty when no method could show it. */
    Optional<Boolean> parameters() {
        return methodsWithParameters ? Optional.of(parameterNames) : Optional.empty();
    }

    /** Which debug information there is; empty when no method could show it. */
    Optional<DebugInfo> debug() {
        if (!methodsWithVariables) {
            return Optional.empty();
        }
        return Optional.of(variables ? DebugInfo.ALL : lines ? DebugInfo.LINES : DebugInfo.NONE);
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        internalName = name;
        isEnum = (access & Opcodes.ACC_ENUM) != 0;
        release = (version & 0xFFFF) - RELEASE_TO_MAJOR;
        preview = version >>> 16 == PREVIEW_MINOR;
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        sourceFile = source;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        // Plain methods only: of record constructors, enum methods and the like javac keeps parameter names unasked.
        boolean plain =
                (access & Opcodes.ACC_SYNTHETIC) == 0 && !name.startsWith("<") && !(isEnum && name.equals("valueOf"));
        return plain ? new PlainMethod(access, Type.getArgumentTypes(descriptor).length > 0) : null;
    }

    private final class PlainMethod extends MethodVisitor {
        private final boolean hasVariables;

        PlainMethod(int access, boolean hasParameters) {
            super(Opcodes.ASM9);
            hasVariables = hasParameters || (access & Opcodes.ACC_STATIC) == 0;
            methodsWithParameters |= hasParameters;
        }

        @Override
        public void visitParameter(@Nullable String name, int access) {
            parameterNames = true;
        }

        @Override
        public void visitCode() {
            methodsWithVariables |= hasVariables;
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            lines = true;
        }

        @Override
        public void visitLocalVariable(
                String name, String descriptor, @Nullable String signature, Label start, Label end, int index) {
            variables = true;
        }
    }
}
