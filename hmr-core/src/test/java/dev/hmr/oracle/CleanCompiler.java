package dev.hmr.oracle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles all sources from scratch in memory, as a clean build does. One thread at a time. */
final class CleanCompiler implements AutoCloseable {
    private static final List<String> OPTIONS = List.of("-g", "-parameters", "-proc:none", "-Xlint:none", "-nowarn");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);

    private final Map<Listing, List<JavaFileObject>> listings = new HashMap<>();

    /** Where and why a source does not compile. */
    record CompileError(String file, long line, String message) {}

    /**
     * What came of a build.
     *
     * @param classes class files by binary name
     * @param errors what does not compile; then there are no classes
     */
    record Build(SortedMap<String, byte[]> classes, List<CompileError> errors) {
        boolean succeeded() {
            return errors.isEmpty();
        }
    }

    Build build(SourceTree tree) {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<Source> sources = new ArrayList<>();
        tree.files().forEach((file, text) -> sources.add(new Source(file, text)));
        boolean succeeded = compiler.getTask(
                        new StringWriter(), new InMemory(classes), diagnostics, OPTIONS, null, sources)
                .call();
        List<CompileError> errors = diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(CleanCompiler::error)
                .toList();
        if (succeeded != errors.isEmpty()) {
            throw new IllegalStateException("javac says success=" + succeeded + " with " + errors);
        }
        return new Build(succeeded ? classes : new TreeMap<>(), errors);
    }

    private static CompileError error(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject file = diagnostic.getSource();
        String name = file == null ? "" : file.toUri().getPath().substring(1);
        return new CompileError(name, diagnostic.getLineNumber(), diagnostic.getMessage(Locale.ROOT));
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("memory:///" + file), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** One listing's question. */
    private record Listing(JavaFileManager.Location location, String packageName, Set<Kind> kinds, boolean recurse) {}

    private final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final SortedMap<String, byte[]> classes;

        InMemory(SortedMap<String, byte[]> classes) {
            super(files);
            this.classes = classes;
        }

        /** Looks up once what is on the class path: it holds nothing of the program. */
        @Override
        public Iterable<JavaFileObject> list(Location location, String packageName, Set<Kind> kinds, boolean recurse)
                throws IOException {
            Listing question = new Listing(location, packageName, kinds, recurse);
            List<JavaFileObject> known = listings.get(question);
            if (known == null) {
                known = new ArrayList<>();
                super.list(location, packageName, kinds, recurse).forEach(known::add);
                listings.put(question, known);
            }
            return known;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String name, Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            classes.put(name, toByteArray());
                        }
                    };
                }
            };
        }
    }
}
