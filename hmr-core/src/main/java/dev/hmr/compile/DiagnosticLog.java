package dev.hmr.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Gathers what one run of javac reports, as our own values. Notes are left out: they tell the developer nothing to act on. */
final class DiagnosticLog implements DiagnosticListener<JavaFileObject> {
    private static final String NO_SUCH_PACKAGE = "compiler.err.doesnt.exist";
    private static final String CLASS_PATH_HINT = """

            (The compiler sees the class path that the application was started with and what a pom.xml adds for compiling. \
            A dependency added since then needs a restart; any other can be named with -Dhmr.compileClassPath.)""";

    private final Function<JavaFileObject, @Nullable Path> paths;
    private final List<Diagnostic> errors = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();
    private boolean mentionsClassPath;

    /** Creates a log that finds the file of a source object, or null when it is none of the project's, as told. */
    DiagnosticLog(Function<JavaFileObject, @Nullable Path> paths) {
        this.paths = paths;
    }

    @Override
    public void report(javax.tools.Diagnostic<? extends JavaFileObject> reported) {
        switch (reported.getKind()) {
            case ERROR -> errors.add(read(reported));
            case WARNING, MANDATORY_WARNING -> warnings.add(read(reported));
            case NOTE, OTHER -> {}
        }
    }

    List<Diagnostic> errors() {
        return errors;
    }

    List<Diagnostic> warnings() {
        return warnings;
    }

    private Diagnostic read(javax.tools.Diagnostic<? extends JavaFileObject> reported) {
        // A null locale is the default one.
        String message = Objects.requireNonNullElse(reported.getMessage(null), "");
        if (NO_SUCH_PACKAGE.equals(reported.getCode()) && !mentionsClassPath) {
            mentionsClassPath = true;
            message += CLASS_PATH_HINT;
        }
        JavaFileObject source = reported.getSource();
        Path file = source == null ? null : paths.apply(source);
        if (file == null) {
            return Diagnostic.general(source == null ? message : source.getName() + ": " + message);
        }
        if (reported.getPosition() == javax.tools.Diagnostic.NOPOS) {
            return new Diagnostic(file, 1, 1, 2, message, null);
        }
        try {
            return new SourceLines(source.getCharContent(true))
                    .diagnostic(file, message, (int) reported.getPosition(), (int) reported.getEndPosition());
        } catch (IOException e) {
            int line = (int) reported.getLineNumber();
            return new Diagnostic(file, line, 1, 2, message, null);
        }
    }
}
