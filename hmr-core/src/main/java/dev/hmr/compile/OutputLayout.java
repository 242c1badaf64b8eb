package dev.hmr.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where sources and resources are by the convention of the tool that made a class-output directory, as far as its path shows
 * which one that was. None of the paths need exist.
 *
 * @param sourceCandidates directories that may be the source root, the likeliest first
 * @param resources resources whose place does not follow from the source root; or none
 * @param resourcesFollowSources whether the build puts resources into this directory as well
 * @param generatedParents directories whose children are roots of generated sources
 * @param generatedSources where annotation processors put sources
 */
record OutputLayout(
        List<Path> sourceCandidates,
        List<Path> resources,
        boolean resourcesFollowSources,
        List<Path> generatedParents,
        Path generatedSources) {

    /** The layout of the tool whose convention fits the path; without any candidate when none does. */
    static OutputLayout of(Path classOutput) {
        if (WebLayout.isWebApplication(classOutput)) {
            return WebLayout.of(classOutput)
                    .map(WebLayout::output)
                    .orElseGet(() -> withoutGenerated(classOutput, List.of()));
        }
        return Stream.of(
                        maven(classOutput, "classes", "main", "generated-sources", "annotations"),
                        maven(classOutput, "test-classes", "test", "generated-test-sources", "test-annotations"),
                        gradleClasses(classOutput),
                        gradleResources(classOutput),
                        intellij(classOutput, "production", "main", "src"),
                        intellij(classOutput, "test", "test", "test"),
                        eclipse(classOutput),
                        plain(classOutput))
                .flatMap(List::stream)
                .findFirst()
                .orElseGet(() -> withoutGenerated(classOutput, List.of()));
    }

    /** The roots of generated sources that exist. */
    List<Path> generatedRoots() {
        List<Path> roots = new ArrayList<>();
        for (Path parent : generatedParents) {
            for (Path child : children(parent)) {
                // Some generators put sources one level deeper: the package of one tells.
                JavaSources.in(child, 1).stream()
                        .map(JavaSources::rootOf)
                        .filter(root -> root.startsWith(child))
                        .forEach(roots::add);
            }
        }
        return roots;
    }

    private static List<OutputLayout> maven(
            Path classOutput, String name, String sourceSet, String generated, String annotations) {
        if (!classOutput.endsWith(Path.of("target", name))) {
            return List.of();
        }
        Path base = up(classOutput, 2);
        Path generatedParent = base.resolve("target").resolve(generated);
        return List.of(new OutputLayout(
                List.of(base.resolve("src").resolve(sourceSet).resolve("java"), base.resolve("src")),
                List.of(),
                true,
                List.of(generatedParent),
                generatedParent.resolve(annotations)));
    }

    private static List<OutputLayout> gradleClasses(Path classOutput) {
        if (!up(classOutput, 2).endsWith(Path.of("build", "classes"))) {
            return List.of();
        }
        Path build = up(classOutput, 3);
        String language = name(up(classOutput, 1));
        String sourceSet = name(classOutput);
        Path generated = build.resolve(Path.of("generated", "sources", "annotationProcessor", language, sourceSet));
        if (!language.equals("java")) {
            return List.of(new OutputLayout(List.of(), List.of(), false, List.of(), generated));
        }
        return List.of(new OutputLayout(
                List.of(build.resolveSibling(Path.of("src", sourceSet, "java"))),
                List.of(),
                false,
                children(build.resolve(Path.of("generated", "sources"))).stream()
                        .map(generator -> generator.resolve("java"))
                        .toList(),
                generated));
    }

    private static List<OutputLayout> gradleResources(Path classOutput) {
        if (!up(classOutput, 1).endsWith(Path.of("build", "resources"))) {
            return List.of();
        }
        Path base = up(classOutput, 3);
        Path resources = base.resolve(Path.of("src", name(classOutput), "resources"));
        return List.of(new OutputLayout(List.of(), List.of(resources), false, List.of(), classOutput));
    }

    private static List<OutputLayout> intellij(Path classOutput, String kind, String sourceSet, String plainName) {
        if (!up(classOutput, 1).endsWith(Path.of("out", kind))) {
            return List.of();
        }
        Path base = up(classOutput, 3);
        Path module = base.resolve(name(classOutput));
        Path standard = Path.of("src", sourceSet, "java");
        return List.of(withoutGenerated(
                classOutput,
                List.of(
                        base.resolve(standard),
                        module.resolve(standard),
                        module.resolve(plainName),
                        base.resolve(plainName))));
    }

    private static List<OutputLayout> eclipse(Path classOutput) {
        if (name(classOutput).equals("bin")) {
            Path base = up(classOutput, 1);
            return List.of(withoutGenerated(
                    classOutput, List.of(base.resolve(Path.of("src", "main", "java")), base.resolve("src"))));
        }
        if (name(up(classOutput, 1)).equals("bin")) {
            Path sources = up(classOutput, 2).resolve(Path.of("src", name(classOutput), "java"));
            return List.of(withoutGenerated(classOutput, List.of(sources)));
        }
        return List.of();
    }

    private static List<OutputLayout> plain(Path classOutput) {
        return name(classOutput).equals("classes") || name(classOutput).equals("out")
                ? List.of(withoutGenerated(classOutput, List.of(classOutput.resolveSibling("src"))))
                : List.of();
    }

    private static OutputLayout withoutGenerated(Path classOutput, List<Path> sourceCandidates) {
        // Where javac puts generated sources when it is not told: beside the classes.
        return new OutputLayout(sourceCandidates, List.of(), true, List.of(), classOutput);
    }

    private static Path up(Path path, int levels) {
        Path ancestor = path;
        for (int i = 0; i < levels; i++) {
            Path parent = ancestor.getParent();
            ancestor = parent == null ? ancestor : parent;
        }
        return ancestor;
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(Files::isDirectory)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory + ": " + e.getMessage(), e);
        }
    }
}
