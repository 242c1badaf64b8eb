package dev.hmr.session;

import dev.hmr.compile.Diagnostic;
import dev.hmr.compile.SourceExcerpt;
import dev.hmr.graph.Names;
import dev.hmr.inplace.InPlace;
import dev.hmr.protocol.Problem;
import dev.hmr.protocol.Redaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts errors of the compiler and of user code into the form that the terminal and the browser show. */
final class Problems {
    private static final int LINES_AROUND = 2;
    private static final int MAX_CAUSES = 5;
    private static final int MAX_CALLS = 8;

    private final ProjectClasses classes;
    private final Redaction redaction;
    private final Path here = Path.of("").toAbsolutePath();

    /** @param redaction is applied to what exceptions say */
    Problems(ProjectClasses classes, Redaction redaction) {
        this.classes = classes;
        this.redaction = redaction;
    }

    List<Problem> of(List<Diagnostic> errors) {
        return errors.stream().map(this::of).toList();
    }

    private Problem of(Diagnostic error) {
        SourceExcerpt excerpt = error.excerpt();
        Path file = error.file();
        return new Problem(
                file == null ? "" : shortName(file),
                error.line(),
                error.column(),
                error.message(),
                excerpt == null ? List.of() : lines(excerpt.firstLine(), excerpt.lines()));
    }

    /**
     * An exception of user code, at the innermost place in it that the project has the source of.
     *
     * @param explanation what HMR has to say of it; may be empty
     */
    Problem of(Throwable thrown, String explanation) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause instanceof ExceptionInInitializerError) {
            cause = cause.getCause();
        }
        String said = redaction.of(cause.toString());
        String message = explanation.isEmpty() ? said : explanation + "\n" + said;
        for (StackTraceElement frame : cause.getStackTrace()) {
            Path source = classes.source(classOf(frame));
            if (source != null && frame.getLineNumber() > 0) {
                return new Problem(
                        shortName(source), frame.getLineNumber(), 0, message, around(source, frame.getLineNumber()));
            }
        }
        return new Problem("", 0, 0, message, List.of());
    }

    /**
     * An exception and what caused it, each with the calls of the project that led to it.
     *
     * @param explanation what HMR has to say of it; may be empty
     */
    List<Problem> causes(Throwable thrown, String explanation) {
        return Causes.of(thrown)
                .limit(MAX_CAUSES)
                .map(cause -> withCalls(cause, cause == thrown ? explanation : ""))
                .toList();
    }

    private Problem withCalls(Throwable cause, String explanation) {
        Problem problem = of(cause, explanation);
        String calls = Stream.of(cause.getStackTrace())
                // What leads to code in another class has no line.
                .filter(frame -> frame.getLineNumber() > 0 && classes.source(classOf(frame)) != null)
                .limit(MAX_CALLS)
                .map(Problems::call)
                .collect(Collectors.joining());
        return new Problem(
                problem.file(), problem.line(), problem.column(), problem.message() + calls, problem.excerpt());
    }

    private static String classOf(StackTraceElement frame) {
        return InPlace.classOf(Names.internal(frame.getClassName()));
    }

    /** As stack traces have it, without the name of the loader. */
    private static String call(StackTraceElement frame) {
        return "\n    at " + Names.binary(classOf(frame)) + "." + frame.getMethodName() + "(" + frame.getFileName()
                + ":" + frame.getLineNumber() + ")";
    }

    String shortName(Path file) {
        return file.startsWith(here) ? here.relativize(file).toString() : file.toString();
    }

    private static List<Problem.ExcerptLine> around(Path source, int line) {
        List<String> all = read(source);
        int from = Math.max(0, line - 1 - LINES_AROUND);
        int to = Math.min(all.size(), line + LINES_AROUND);
        return from >= to ? List.of() : lines(from + 1, all.subList(from, to));
    }

    private static List<String> read(Path source) {
        try {
            return new String(Files.readAllBytes(source), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            // Gone meanwhile: the message is told without its excerpt.
            return List.of();
        }
    }

    private static List<Problem.ExcerptLine> lines(int first, List<String> texts) {
        List<Problem.ExcerptLine> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            lines.add(new Problem.ExcerptLine(first + i, texts.get(i)));
        }
        return lines;
    }
}
