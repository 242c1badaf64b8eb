package dev.hmr.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The jars of dependencies and of what these depend on: of two versions of one thing the one nearer to the root, as Maven
 * decides. One thread at a time.
 */
final class Resolution {
    private final Poms poms;
    private final LocalRepository repository;
    private final Set<String> seen = new HashSet<>();
    private final Set<Path> jars = new LinkedHashSet<>();
    private final Set<Artifact> missing = new LinkedHashSet<>();

    private record Step(Dependency dependency, Set<String> exclusions) {}

    Resolution(Poms poms, LocalRepository repository) {
        this.poms = poms;
        this.repository = repository;
    }

    /** Adds dependencies of a pom, which decides over the versions of what they depend on. */
    void add(Collection<Dependency> roots, Pom pom) {
        Deque<Step> open = new ArrayDeque<>();
        roots.forEach(root -> open.add(new Step(poms.managed(root, pom), Set.of())));
        while (!open.isEmpty()) {
            Step step = open.removeFirst();
            Artifact artifact = step.dependency().artifact();
            if (!seen.add(artifact.key())) {
                continue;
            }
            if (!artifact.type().equals("pom")) {
                addFile(step.dependency());
            }
            Set<String> exclusions = new HashSet<>(step.exclusions());
            exclusions.addAll(step.dependency().exclusions());
            poms.read(artifact)
                    .ifPresent(found -> found.statedDependencies().stream()
                            .map(dependency -> poms.managed(dependency, found))
                            .filter(Dependency::isTransitive)
                            .filter(dependency -> !isExcluded(dependency.artifact(), exclusions))
                            .map(dependency -> decidedBy(pom, dependency))
                            .forEach(dependency -> open.addLast(new Step(dependency, exclusions))));
        }
    }

    /** The root's dependency management goes over what a dependency says of its own. */
    private Dependency decidedBy(Pom root, Dependency dependency) {
        Dependency unsaid = new Dependency(
                dependency.artifact().withVersion(""), dependency.scope(), false, "", dependency.exclusions());
        Dependency decided = poms.managed(unsaid, root);
        return decided.artifact().version().isEmpty() ? dependency : decided;
    }

    private void addFile(Dependency dependency) {
        Optional<Path> file = dependency.systemPath().isEmpty()
                ? repository.file(dependency.artifact())
                : Optional.of(Path.of(dependency.systemPath())).filter(Files::isRegularFile);
        file.ifPresentOrElse(jars::add, () -> missing.add(dependency.artifact()));
    }

    private static boolean isExcluded(Artifact artifact, Set<String> exclusions) {
        return exclusions.contains(artifact.groupId() + ":" + artifact.artifactId())
                || exclusions.contains(artifact.groupId() + ":*")
                || exclusions.contains("*:" + artifact.artifactId())
                || exclusions.contains("*:*");
    }

    Set<Path> jars() {
        return jars;
    }

    /** What the repository does not hold. */
    Set<Artifact> missing() {
        return missing;
    }
}
