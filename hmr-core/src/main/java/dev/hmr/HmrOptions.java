package dev.hmr;

import java.io.File;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How HMR behaves; everything has a default that suits most applications. Immutable.
 *
 * <pre>{@code
 * HmrServer.start(App::routes, HmrOptions.builder()
 *         .exclude("com.acme.model.*")
 *         .openBrowser(true)
 *         .build());
 * }</pre>
 */
public final class HmrOptions {
    /** Whether code is reloaded. */
    public enum Mode {
        /**
         * On if a directory of the class path holds class files, off if the application was started from jars. For a WAR, on if
         * the sources of its classes are at hand.
         */
        AUTO,
        ON,
        /** The application runs as if HMR were not there. */
        OFF
    }

    private final List<Path> sourceRoots;
    private final List<Path> watchedPaths;
    private final List<Path> compileClassPath;
    private final List<String> excludes;
    private final List<Pattern> redacted;
    private final boolean openBrowser;
    private final Level logLevel;
    private final Mode mode;
    private final boolean inPlace;

    private HmrOptions(Builder builder) {
        this.sourceRoots = List.copyOf(builder.sourceRoots);
        this.watchedPaths = List.copyOf(builder.watchedPaths);
        this.compileClassPath = List.copyOf(builder.compileClassPath);
        this.excludes = List.copyOf(builder.excludes);
        this.redacted = List.copyOf(builder.redacted);
        this.openBrowser = builder.openBrowser;
        this.logLevel = builder.logLevel;
        this.mode = builder.mode;
        this.inPlace = builder.inPlace;
    }

    public static Builder builder() {
        return new Builder();
    }

    public static HmrOptions defaults() {
        return builder().build();
    }

    /** What the options name, and then what the system property {@code hmr.sources} does. */
    public List<Path> sourceRoots() {
        return andNamed(sourceRoots, "hmr.sources");
    }

    public List<Path> watchedPaths() {
        return watchedPaths;
    }

    /** What the options name, and then what the system property {@code hmr.compileClassPath} does. */
    public List<Path> compileClassPath() {
        return andNamed(compileClassPath, "hmr.compileClassPath");
    }

    private static List<Path> andNamed(List<Path> paths, String property) {
        Stream<Path> named = Stream.of(System.getProperty(property, "").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isBlank())
                .map(Path::of);
        return Stream.concat(paths.stream(), named).toList();
    }

    public List<String> excludes() {
        return excludes;
    }

    /** Besides what looks like a secret by the name before it. */
    public List<Pattern> redacted() {
        return redacted;
    }

    public boolean openBrowser() {
        return openBrowser;
    }

    public Level logLevel() {
        return logLevel;
    }

    /**
     * The mode in force: the system property {@code hmr.mode} decides, else the environment variable {@code HMR_MODE},
     * else these options.
     *
     * @throws HmrException if the property or variable is neither {@code auto}, {@code on} nor {@code off}
     */
    public Mode mode() {
        String property = System.getProperty("hmr.mode");
        if (property != null) {
            return parse("-Dhmr.mode", property);
        }
        String variable = System.getenv("HMR_MODE");
        return variable != null ? parse("HMR_MODE", variable) : mode;
    }

    /**
     * Whether code may change in place, in the classes that are loaded: the system property {@code hmr.inPlace} decides, else
     * these options.
     *
     * @throws HmrException if the property is neither {@code true} nor {@code false}
     */
    public boolean inPlace() {
        String property = System.getProperty("hmr.inPlace");
        if (property == null) {
            return inPlace;
        }
        return switch (property.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new HmrException("-Dhmr.inPlace=" + property + " is not understood. Use true or false.");
        };
    }

    private static Mode parse(String source, String text) {
        for (Mode candidate : Mode.values()) {
            if (candidate.name().equals(text.strip().toUpperCase(Locale.ROOT))) {
                return candidate;
            }
        }
        throw new HmrException(source + "=" + text + " is not understood. Use auto, on or off.");
    }

    /** Collects options. One thread at a time. */
    public static final class Builder {
        private final List<Path> sourceRoots = new ArrayList<>();
        private final List<Path> watchedPaths = new ArrayList<>();
        private final List<Path> compileClassPath = new ArrayList<>();
        private final List<String> excludes = new ArrayList<>();
        private final List<Pattern> redacted = new ArrayList<>();
        private boolean openBrowser;
        private Level logLevel = Level.INFO;
        private Mode mode = Mode.AUTO;
        private boolean inPlace = true;

        private Builder() {}

        /** Java sources that are not where Maven, Gradle, IntelliJ or Eclipse would put them. */
        public Builder sourceRoot(Path directory) {
            sourceRoots.add(directory);
            return this;
        }

        /** A further directory or file, such as templates outside the class path: a change in it refreshes the browser. */
        public Builder watch(Path path) {
            watchedPaths.add(path);
            return this;
        }

        /**
         * Jars and directories that compiling needs and the application does not run on, with the annotation processors among
         * them. Maven's {@code provided} dependencies and {@code annotationProcessorPaths} need not be named: HMR finds them
         * in the {@code pom.xml}.
         */
        public Builder compileClassPath(Path... entries) {
            compileClassPath.addAll(List.of(entries));
            return this;
        }

        /**
         * Classes that are never reloaded: an edit there says that a restart is needed.
         *
         * @param pattern a qualified class name, nested classes included; {@code *} stands for any characters
         */
        public Builder exclude(String pattern) {
            excludes.add(pattern);
            return this;
        }

        /**
         * What is taken out of the messages of exceptions before anything shows them, besides what looks like a password
         * or token by the name before it.
         *
         * @param pattern if it has groups, only what they match is taken out
         */
        public Builder redact(Pattern pattern) {
            redacted.add(pattern);
            return this;
        }

        /** Whether to open the application in the default browser once it has started; no by default. */
        public Builder openBrowser(boolean open) {
            this.openBrowser = open;
            return this;
        }

        /**
         * What is printed: {@code INFO}, the default, a line for each reload; {@code DEBUG} also why each class was
         * reloaded; {@code WARNING} only what did not become live; {@code OFF} nothing.
         */
        public Builder logLevel(Level level) {
            this.logLevel = level;
            return this;
        }

        /** Whether code is reloaded; {@link Mode#AUTO} by default. */
        public Builder mode(Mode mode) {
            this.mode = mode;
            return this;
        }

        /**
         * Whether the code of a class may change where it is, with all objects kept, if only what methods do changed; yes by
         * default. It takes a Java agent, which HMR attaches once the application has started. Otherwise changed classes are
         * reloaded.
         */
        public Builder inPlace(boolean allowed) {
            this.inPlace = allowed;
            return this;
        }

        public HmrOptions build() {
            return new HmrOptions(this);
        }
    }
}
