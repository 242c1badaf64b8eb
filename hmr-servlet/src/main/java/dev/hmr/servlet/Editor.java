package dev.hmr.servlet;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens source files in the developer's own editor. Which one that is comes from the system property {@code hmr.editor}
 * or the environment variable {@code HMR_EDITOR}, or is found on the {@code PATH}; never from a request. Thread-safe.
 *
 * <p>The setting is {@code idea}, {@code code}, or a command such as <code>emacsclient -n +{line}:{column} {file}</code>.
 * Programs are started directly and not by a shell, which might find a meaning in the name of a file.
 */
final class Editor {
    private static final List<String> KNOWN = List.of("idea", "code");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final String HINT =
            "Set HMR_EDITOR to idea, to code, or to a command such as: emacsclient -n +{line}:{column} {file}";

    private final @Nullable String setting;
    private final Predicate<String> isOnPath;

    /** @param isOnPath whether there is a program of that name */
    Editor(@Nullable String setting, Predicate<String> isOnPath) {
        this.setting = setting;
        this.isOnPath = isOnPath;
    }

    static Editor configured() {
        return new Editor(System.getProperty("hmr.editor", System.getenv("HMR_EDITOR")), Editor::isOnPath);
    }

    /**
     * Opens a file.
     *
     * @param line from 1; less when it is not known
     * @return why that cannot be done, for the developer; empty if it was
     */
    Optional<String> open(Path file, int line, int column) {
        try {
            Path real = file.toRealPath();
            if (!Files.isRegularFile(real) || !real.toString().endsWith(".java")) {
                return Optional.of("Only Java sources are opened.");
            }
            String template = template();
            if (template == null) {
                return Optional.of("No editor was found. " + HINT);
            }
            new ProcessBuilder(command(template, real, Math.max(1, line), Math.max(1, column)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.of("The editor could not be started: " + e.getMessage() + ". " + HINT);
        }
    }

    /** What to start, each argument by itself. */
    static List<String> command(String template, Path file, int line, int column) {
        return SPACE.splitAsStream(template.strip())
                .map(argument -> argument.replace("{line}", String.valueOf(line))
                        .replace("{column}", String.valueOf(column))
                        .replace("{file}", file.toString()))
                .toList();
    }

    private @Nullable String template() {
        String chosen = setting != null && !setting.isBlank()
                ? setting
                : KNOWN.stream().filter(isOnPath).findFirst().orElse(null);
        if (chosen == null || chosen.contains("{file}")) {
            return chosen;
        }
        return chosen.endsWith("code")
                ? chosen + " --goto {file}:{line}:{column}"
                : chosen + " --line {line} --column {column} {file}";
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv("PATH");
        return Stream.of(path == null ? new String[0] : path.split(Pattern.quote(File.pathSeparator)))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
