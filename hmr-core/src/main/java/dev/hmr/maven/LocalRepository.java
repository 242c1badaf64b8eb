package dev.hmr.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The directory in which Maven keeps what it has downloaded or installed. */
final class LocalRepository {
    private final Path root;

    LocalRepository(Path root) {
        this.root = root;
    }

    /** The one that Maven uses for this user: {@code -Dmaven.repo.local}, else what the settings say, else the usual one. */
    static LocalRepository ofThisUser() {
        String home = System.getProperty("user.home", "");
        String named = System.getProperty("maven.repo.local");
        if (named != null) {
            return new LocalRepository(Path.of(named));
        }
        Path maven = Path.of(home, ".m2");
        return new LocalRepository(named(maven.resolve("settings.xml"))
                .map(path -> Path.of(path.replace("${user.home}", home)))
                .orElseGet(() -> maven.resolve("repository")));
    }

    private static Optional<String> named(Path settings) {
        try {
            return XmlElement.read(settings).text("localRepository");
        } catch (IOException e) {
            // Mostly there is no such file; of one that Maven cannot read either, Maven tells.
            return Optional.empty();
        }
    }

    /** The file of an artifact, if it is there. */
    Optional<Path> file(Artifact artifact) {
        String classifier = artifact.classifier().isEmpty() ? "" : "-" + artifact.classifier();
        String name = artifact.artifactId() + "-" + artifact.version() + classifier + "." + artifact.extension();
        return Optional.of(root.resolve(artifact.groupId().replace('.', '/'))
                        .resolve(artifact.artifactId())
                        .resolve(artifact.version())
                        .resolve(name))
                .filter(Files::isRegularFile);
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
