package dev.hmr.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a web application whose classes lie in {@code WEB-INF/classes} comes from, as far as the path of it shows. Nothing
 * is looked for inside of it: sources that were deployed along do not make a server one for development.
 *
 * @param classOutput the directory of its classes
 * @param documents its directory, which browsers see
 * @param base the project's directory
 */
record WebLayout(Path classOutput, Path documents, Path base) {
    private static final Path CLASSES = Path.of("WEB-INF", "classes");
    private static final Path STANDARD_DOCUMENTS = Path.of("src", "main", "webapp");
    /** Of Maven, Gradle and IntelliJ: what they build lies below. */
    private static final List<String> BUILDS = List.of("target", "build", "out");
    /** How far below: {@code target/shop-1.0}, {@code out/artifacts/shop_war_exploded}. */
    private static final int DEEPEST = 2;

    static boolean isWebApplication(Path classOutput) {
        return classOutput.endsWith(CLASSES) && classOutput.getNameCount() > CLASSES.getNameCount();
    }

    static Optional<WebLayout> of(Path classOutput) {
        if (!isWebApplication(classOutput)) {
            return Optional.empty();
        }
        Path documents = up(classOutput, 2);
        if (documents.endsWith(STANDARD_DOCUMENTS)) {
            return Optional.of(new WebLayout(classOutput, documents, up(documents, 3)));
        }
        for (int levels = 1; levels <= DEEPEST; levels++) {
            Path build = up(documents, levels);
            if (build.getFileName() != null
                    && BUILDS.contains(build.getFileName().toString())) {
                return Optional.of(new WebLayout(classOutput, documents, up(build, 1)));
            }
        }
        return Optional.empty();
    }

    OutputLayout output() {
        List<Path> sources = Stream.of(Path.of("src", "main", "java"), Path.of("src"))
                .map(base::resolve)
                .toList();
        Path generated = base.resolve(Path.of("target", "generated-sources"));
        return new OutputLayout(sources, List.of(), true, List.of(generated), generated.resolve("annotations"));
    }

    /** Pages and descriptors in the sources, which the build copies into the web application. */
    Optional<Path> documentSources() {
        Path sources = base.resolve(STANDARD_DOCUMENTS);
        return Files.isDirectory(sources) && !sources.equals(documents) ? Optional.of(sources) : Optional.empty();
    }

    private static Path up(Path path, int levels) {
        Path ancestor = path;
        for (int i = 0; i < levels && ancestor.getParent() != null; i++) {
            ancestor = ancestor.getParent();
        }
        return ancestor;
    }
}
