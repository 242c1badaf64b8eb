package dev.hmr.maven;

/**
 * What names a file in a repository.
 *
 * @param type {@code jar} for most; {@code pom} for what has only dependencies
 * @param classifier empty for most
 */
record Artifact(String groupId, String artifactId, String type, String classifier, String version) {

    /** All but the version: what there can be only one of on a class path. */
    String key() {
        return String.join(":", groupId, artifactId, type, classifier);
    }

    Artifact withVersion(String other) {
        return new Artifact(groupId, artifactId, type, classifier, other);
    }

    Artifact pom() {
        return new Artifact(groupId, artifactId, "pom", "", version);
    }

    String extension() {
        return type.equals("pom") ? "pom" : "jar";
    }

    /** As messages name it. */
    @Override
    public String toString() {
        return groupId + ":" + artifactId + (classifier.isEmpty() ? "" : ":" + classifier) + ":" + version;
    }
}
