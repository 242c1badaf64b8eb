package dev.hmr.maven;

import java.util.Set;

/**
 * A dependency as a pom states it.
 *
 * @param artifact its version is empty where the pom leaves it to its dependency management
 * @param scope empty where the pom says nothing
 * @param systemPath the file of a dependency of scope {@code system}; else empty
 * @param exclusions {@code groupId:artifactId} of transitive dependencies that are not wanted; a part may be {@code *}
 */
record Dependency(Artifact artifact, String scope, boolean optional, String systemPath, Set<String> exclusions) {

    /** Whether the compiler of the pom's own module sees it, and what runs need not. */
    boolean isCompileOnly() {
        return scope.equals("provided") || scope.equals("system") || (optional && !isForTests());
    }

    /** Whether whoever depends on the pom gets this as well. */
    boolean isTransitive() {
        return !optional && !scope.equals("provided") && !scope.equals("system") && !isForTests();
    }

    private boolean isForTests() {
        return scope.equals("test");
    }

    /** With what a dependency management adds where this says nothing. */
    Dependency managedBy(Dependency managed) {
        return new Dependency(
                artifact.version().isEmpty() ? artifact.withVersion(managed.artifact.version()) : artifact,
                scope.isEmpty() ? managed.scope : scope,
                optional,
                systemPath.isEmpty() ? managed.systemPath : systemPath,
                exclusions.isEmpty() ? managed.exclusions : exclusions);
    }
}
