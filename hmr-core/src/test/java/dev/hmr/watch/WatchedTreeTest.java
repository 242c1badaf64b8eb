package dev.hmr.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedTreeTest {
    @TempDir
    Path temporary;

    private Path project;

    @BeforeEach
    void resolveProject() throws IOException {
        project = temporary.toRealPath();
    }

    @Test
    void leavesOutWhatIsIgnored() throws IOException {
        file("src/App.java");
        file("src/App.java~");
        file("src/node_modules/lib/index.js");
        file("src/pkg/.git/config");
        file("src/generated/Gen.java");
        WatchedTree tree =
                new WatchedTree(List.of(project.resolve("src")), path -> path.endsWith(Path.of("generated")));

        assertThat(files(tree, project.resolve("src"))).containsExactly(project.resolve("src/App.java"));
        assertThat(tree.givenFile(project.resolve("src/node_modules/lib/index.js")))
                .isNull();
        assertThat(tree.givenFile(project.resolve("src/App.java~"))).isNull();
    }

    @Test
    void walksFromAnAnchorToItsRootsOnly() throws IOException {
        file("pom.xml");
        file("README.md");
        file("doc/index.html");
        file("src/main/java/App.java");
        file("target/classes/App.class");
        file("target/other/other.txt");
        WatchedTree tree = tree("src/main/java", "target/classes", "src/main/resources");

        assertThat(tree.anchors()).containsExactly(project);
        assertThat(files(tree, project))
                .containsExactlyInAnyOrder(
                        project.resolve("src/main/java/App.java"), project.resolve("target/classes/App.class"));
        assertThat(directories(tree, project))
                .containsExactlyInAnyOrder(
                        project,
                        project.resolve("src"),
                        project.resolve("src/main"),
                        project.resolve("src/main/java"),
                        project.resolve("target"),
                        project.resolve("target/classes"));
    }

    @Test
    void anchorsAtTheBuildFileHoweverDeepTheRoot() throws IOException {
        file("module/build.gradle.kts");

        assertThat(tree("module/build/classes/java/main").anchors()).containsExactly(project.resolve("module"));
    }

    @Test
    void anchorsTwoLevelsUpWithoutABuildFile() throws IOException {
        Files.createDirectories(project.resolve("a/out/classes"));

        assertThat(tree("a/out/classes").anchors()).containsExactly(project.resolve("a"));
        assertThat(tree("a/missing/classes").anchors()).containsExactly(project.resolve("a"));
    }

    @Test
    void aRootMayBeAFile() throws IOException {
        file("config.yml");
        file("other.yml");

        assertThat(files(tree("config.yml"), project)).containsExactly(project.resolve("config.yml"));
    }

    @Test
    void namesPathsBelowASymbolicLinkAsTheCallerDoes() throws IOException {
        Path real = file("real/src/App.java");
        Files.createSymbolicLink(project.resolve("link"), project.resolve("real"));
        WatchedTree tree = tree("link/src");

        assertThat(tree.givenFile(real)).isEqualTo(project.resolve("link/src/App.java"));
        assertThat(tree.givenFile(project.resolve("real/other"))).isNull();
    }

    @Test
    void followsLinkedDirectoriesThatAreNotWatchedAnyway() throws IOException {
        file("elsewhere/static/index.html");
        file("src/main/App.java");
        Files.createSymbolicLink(project.resolve("src/main/static"), project.resolve("elsewhere/static"));
        Files.createSymbolicLink(project.resolve("src/main/again"), project.resolve("src/main"));
        Files.createSymbolicLink(project.resolve("src/main/up"), project);
        Files.createSymbolicLink(project.resolve("src/main/nothing"), project.resolve("nothing"));

        assertThat(files(tree("src/main"), project))
                .containsExactlyInAnyOrder(
                        project.resolve("src/main/App.java"), project.resolve("src/main/static/index.html"));
    }

    @Test
    void theInnermostOfNestedRootsDecides() throws IOException {
        Path inner = file("node_modules/lib/index.js");
        file("node_modules/other/index.js");
        WatchedTree tree = new WatchedTree(List.of(project, project.resolve("node_modules/lib")), path -> false);

        assertThat(files(tree, project)).containsExactly(inner);
        assertThat(tree.givenFile(inner)).isEqualTo(inner);
    }

    @Test
    void saysWhatCannotBeRead() throws IOException {
        file("src/App.java");
        Path loop = project.resolve("src/loop");
        Files.createSymbolicLink(loop, loop);
        Files.createSymbolicLink(project.resolve("src/loop~"), project.resolve("src/loop~"));
        Walk walk = new Walk();
        tree("src").walk(project.resolve("src"), walk);

        assertThat(walk.files).containsExactly(project.resolve("src/App.java"));
        assertThat(walk.unreadable).containsExactly(loop);
    }

    private WatchedTree tree(String... roots) {
        return new WatchedTree(List.of(roots).stream().map(project::resolve).toList(), path -> false);
    }

    private Path file(String name) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, name);
    }

    private static List<Path> files(WatchedTree tree, Path start) {
        Walk walk = new Walk();
        tree.walk(start, walk);
        return walk.files;
    }

    private static List<Path> directories(WatchedTree tree, Path start) {
        Walk walk = new Walk();
        tree.walk(start, walk);
        return walk.directories;
    }

    private static final class Walk implements WatchedTree.Visitor {
        final List<Path> directories = new ArrayList<>();
        final List<Path> files = new ArrayList<>();
        final List<Path> unreadable = new ArrayList<>();

        @Override
        public boolean directory(Path realPath) {
            return directories.add(realPath);
        }

        @Override
        public void file(Path realPath, BasicFileAttributes attributes) {
            files.add(realPath);
        }

        @Override
        public void unreadable(Path realPath, IOException cause) {
            unreadable.add(realPath);
        }
    }
}
