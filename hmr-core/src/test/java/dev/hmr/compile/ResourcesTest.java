package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourcesTest {
    @TempDir
    Path directory;

    private final RecordingListener listener = new RecordingListener();
    private TestProject project;
    private Path resource;
    private Path copy;

    @BeforeEach
    void createProject() {
        project = new TestProject(directory);
        resource = TestProject.writeFile(directory.resolve("src/main/resources/templates/a b.html"), "<p>1</p>");
        copy = project.classes.resolve("templates/a b.html");
    }

    @Test
    void copiesAChangedResource() throws IOException {
        update(Set.of(resource), Set.of());

        assertThat(copy).hasContent("<p>1</p>");
        assertThat(listener.written).containsExactly(copy);
    }

    @Test
    void doesNotTouchACopyThatIsUpToDate() throws IOException {
        update(Set.of(resource), Set.of());
        update(Set.of(resource), Set.of());

        assertThat(listener.written).hasSize(1);
    }

    @Test
    void deletesTheCopyOfADeletedResource() throws IOException {
        update(Set.of(resource), Set.of());
        Files.delete(resource);
        update(Set.of(), Set.of(resource));

        assertThat(copy).doesNotExist();
        assertThat(listener.deleted).containsExactly(copy);
        update(Set.of(), Set.of(resource));
        assertThat(listener.deleted).hasSize(1);
    }

    @Test
    void takesAChangedResourceThatIsNotThereForDeleted() throws IOException {
        update(Set.of(resource), Set.of());
        Files.delete(resource);
        update(Set.of(resource), Set.of());

        assertThat(copy).doesNotExist();
    }

    @Test
    void passesOverFilesElsewhere() throws IOException {
        Path elsewhere = TestProject.writeFile(directory.resolve("README.md"), "read me");

        update(Set.of(elsewhere), Set.of());

        assertThat(listener.written).isEmpty();
    }

    @Test
    void doesNotCopySourcesFromARootOfBoth() throws IOException {
        Path both = directory.resolve("plain/src");
        Path source = TestProject.writeFile(both.resolve("A.java"), "class A {}");
        Path text = TestProject.writeFile(both.resolve("messages.properties"), "a=b");
        Path classes = directory.resolve("plain/classes");
        TestProject.compile(both, classes, List.of());
        Resources resources = new Resources(TestProject.discover(List.of(classes), List.of(), Set.of()));

        resources.update(Set.of(source, text), Set.of(), listener);

        assertThat(listener.written).containsExactly(classes.resolve("messages.properties"));
    }

    @Test
    void writesInPlaceWhereItCannotWriteBeside() throws IOException {
        update(Set.of(resource), Set.of());
        // A directory in the way of the scratch file: neither can it be written, nor moved over the copy.
        Project discovered = project.discover();
        Path obstacle = OutputWriter.scratchFor(discovered.modules().get(0));
        TestProject.writeFile(obstacle.resolve("file"), "");
        TestProject.writeFile(resource, "<p>2</p>");

        update(Set.of(resource), Set.of());

        assertThat(copy).hasContent("<p>2</p>");
    }

    @Test
    void leavesPlaceholdersToTheBuild() throws IOException {
        TestProject.writeFile(
                directory.resolve("pom.xml"),
                "<project><artifactId>a</artifactId><build><resources><resource><directory>src/main/resources</directory>"
                        + "<filtering>true</filtering></resource></resources></build></project>");
        Path plain = TestProject.writeFile(resource.resolveSibling("plain.html"), "me@example.org $ {x}");
        TestProject.writeFile(resource, "<p>${version}</p>");
        TestProject.writeFile(copy, "<p>1.0</p>");
        Resources resources = new Resources(project.discover());

        assertThat(resources.update(Set.of(resource, plain), Set.of(), listener))
                .containsExactly(resource);

        assertThat(copy).hasContent("<p>1.0</p>");
        assertThat(listener.written).containsExactly(copy.resolveSibling("plain.html"));
    }

    private void update(Set<Path> changed, Set<Path> deleted) throws IOException {
        new Resources(project.discover()).update(changed, deleted, listener);
    }
}
