package dev.hmr.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/** Lets a compiler write class files that nobody keeps. */
final class MemoryOutput extends ForwardingJavaFileManager<StandardJavaFileManager> {
    /** What a compiler that is measured is told. */
    static final List<String> OPTIONS =
            List.of("-g", "-parameters", "-proc:none", "-implicit:none", "-nowarn", "-Xlint:none");

    private MemoryOutput(StandardJavaFileManager files) {
        super(files);
    }

    /** Has the compiler find classes in a class path. */
    static MemoryOutput on(JavaCompiler compiler, String classPath) throws IOException {
        StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        standard.setLocationFromPaths(
                StandardLocation.CLASS_PATH,
                Arrays.stream(classPath.split(File.pathSeparator, -1))
                        .map(Path::of)
                        .toList());
        return new MemoryOutput(standard);
    }

    Iterable<? extends JavaFileObject> source(String path) {
        return fileManager.getJavaFileObjects(Path.of(path));
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            JavaFileManager.Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        return new ClassFile(className, kind);
    }

    private static final class ClassFile extends SimpleJavaFileObject {
        ClassFile(String className, JavaFileObject.Kind kind) {
            super(URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind);
        }

        @Override
        public OutputStream openOutputStream() {
            return new ByteArrayOutputStream();
        }
    }
}
