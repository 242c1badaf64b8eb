package dev.hmr.compile;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Lets a test's project be one of Maven's, with the local repository that the tests' own libraries lie in. */
final class MavenLayout implements AutoCloseable {
    private static final String LOCAL_REPOSITORY = "maven.repo.local";

    private final @Nullable String before = System.getProperty(LOCAL_REPOSITORY);

    /** Has Maven's files looked for where the jar with this class, of this group, is. */
    void useRepositoryOf(String groupId, Class<?> type) {
        // <repository>/<a directory for each part of the group>/<artifact>/<version>/<jar>
        int below = groupId.split("\\.", -1).length + 3;
        System.setProperty(
                LOCAL_REPOSITORY,
                jarOf(type).resolve("../".repeat(below)).normalize().toString());
    }

    void pom(TestProject project, String content) {
        TestProject.writeFile(
                project.base.resolve("pom.xml"),
                "<project><groupId>a</groupId><artifactId>a</artifactId><version>1</version>" + content + "</project>");
    }

    /** Names an artifact with the version of the jar that holds a class. */
    static String coordinates(String groupId, String artifactId, Class<?> sameVersion) {
        Path jar = jarOf(sameVersion);
        return "<groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>"
                .formatted(groupId, artifactId, jar.getName(jar.getNameCount() - 2));
    }

    static String dependency(String coordinates, String more) {
        return "<dependencies><dependency>" + coordinates + more + "</dependency></dependencies>";
    }

    static String processorPath(String coordinates) {
        return compilerPlugin("<annotationProcessorPaths><path>" + coordinates + "</path></annotationProcessorPaths>");
    }

    static String compilerPlugin(String configuration) {
        return "<build><plugins><plugin><artifactId>maven-compiler-plugin</artifactId><configuration>" + configuration
                + "</configuration></plugin></plugins></build>";
    }

    static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        if (before == null) {
            System.clearProperty(LOCAL_REPOSITORY);
        } else {
            System.setProperty(LOCAL_REPOSITORY, before);
        }
    }
}
