package dev.hmr.watch;

import static dev.hmr.watch.FileChange.Kind.CREATED;
import static dev.hmr.watch.FileChange.Kind.DELETED;
import static dev.hmr.watch.FileChange.Kind.MODIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real watcher on a real directory. */
class WatcherTest {
    @TempDir
    Path project;

    private final RecordingListener listener = new RecordingListener();
    private final List<Watcher> watchers = new ArrayList<>();
    private Path root;

    @BeforeEach
    void createProject() throws IOException {
        Files.createFile(project.resolve("pom.xml"));
        Files.createDirectory(project.resolve(".git"));
        root = Files.createDirectories(project.resolve("src/main/java"));
    }

    @AfterEach
    void closeWatchers() {
        watchers.forEach(Watcher::close);
        assertThat(listener.hasMore()).isFalse();
    }

    @Test
    void anEditRightAfterTheStartIsSeen() throws Exception {
        Path file = write("App.java", "old");
        watch(root);
        long before = System.nanoTime();
        write("App.java", "new");

        ChangeSet set = listener.next();
        assertThat(set.changes()).containsExactly(new FileChange(file, MODIFIED));
        assertThat(set.detectedNanos()).isBetween(before, System.nanoTime());
    }

    @Test
    void anEditOfAnOldFileRightAfterTheStartIsSeen() throws Exception {
        Path file = age(write("App.java", "1"));
        watch(root);
        write("App.java", "2");

        assertThat(listener.next().changes()).containsExactly(new FileChange(file, MODIFIED));
    }

    @Test
    void anEditWithAnOldTimeStampIsSeen() throws Exception {
        Path file = age(write("App.java", "1"));
        watch(root);
        Path backdated = project.resolve("backdated");
        Files.writeString(backdated, "2");
        Files.setLastModifiedTime(backdated, FileTime.from(Instant.EPOCH));
        Files.move(backdated, file, StandardCopyOption.ATOMIC_MOVE);

        assertThat(listener.next().changes()).containsExactly(new FileChange(file, MODIFIED));
    }

    @Test
    void touchingAndWritingTheSameBytesIsNoChange() throws Exception {
        Path touched = write("Touched.java", "same");
        Path edited = write("Edited.java", "old");
        watch(root);
        Files.setLastModifiedTime(touched, FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(touched, FileTime.from(Instant.now()));
        write("Touched.java", "same");
        write("Edited.java", "new");

        assertThat(listener.next().changes()).containsExactly(new FileChange(edited, MODIFIED));
    }

    @Test
    void aSaveByAtomicRenameIsOneModification() throws Exception {
        Path file = write("App.java", "old");
        watch(root);
        inOneGo(() -> {
            Path temporary = write("App.java___jb_tmp___", "new");
            Files.move(file, root.resolve("App.java___jb_old___"));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(root.resolve("App.java___jb_old___"));
        });

        assertThat(listener.next().changes()).containsExactly(new FileChange(file, MODIFIED));
    }

    @Test
    void aSaveByDeletingAndCreatingIsOneModification() throws Exception {
        Path file = write("App.java", "old");
        watch(root);
        inOneGo(() -> {
            Files.delete(file);
            write("App.java", "new");
        });

        assertThat(listener.next().changes()).containsExactly(new FileChange(file, MODIFIED));
    }

    @Test
    void aSaveByTruncatingAndWritingIsOneModification() throws Exception {
        Path file = write("App.java", "old");
        watch(root);
        inOneGo(() -> {
            write("App.java", "");
            write("App.java", "new");
        });

        assertThat(listener.next().changes()).containsExactly(new FileChange(file, MODIFIED));
    }

    @Test
    void aDeletedFileIsSeen() throws Exception {
        Path file = write("App.java", "old");
        watch(root);
        Files.delete(file);

        assertThat(listener.next().changes()).containsExactly(new FileChange(file, DELETED));
    }

    @Test
    void theFilesOfANewPackageAreSeenAndWatchedFromThenOn() throws Exception {
        watch(root);
        Path file = write("com/example/app/App.java", "new");

        assertThat(listener.next().changes()).containsExactly(new FileChange(file, CREATED));

        write("com/example/app/App.java", "newer");
        assertThat(listener.next().changes()).containsExactly(new FileChange(file, MODIFIED));
    }

    @Test
    void aDirectoryMovedAwayAndOneMovedInAreTheirFiles() throws Exception {
        Path old = write("old/pkg/App.java", "old");
        Path outside = Files.createDirectories(project.resolve("outside/pkg"));
        Files.writeString(outside.resolve("New.java"), "new");
        watch(root);
        Files.move(root.resolve("old"), project.resolve("gone"));
        Files.move(project.resolve("outside"), root.resolve("new"));

        Path created = root.resolve("new/pkg/New.java");
        assertThat(listener.until(changes -> changes.size() == 2))
                .containsExactlyInAnyOrderEntriesOf(Map.of(old, DELETED, created, CREATED));
    }

    @Test
    void threeThousandFilesOfAGitCheckoutAreOneChangeSet() throws Exception {
        watch(root);
        inOneGo(() -> {
            for (int i = 0; i < 3_000; i++) {
                write("pkg" + i % 50 + "/Type" + i + ".java", "code " + i);
            }
        });

        assertThat(listener.next().changes()).hasSize(3_000).allMatch(change -> change.kind() == CREATED);
    }

    @Test
    void noneOfThreeThousandFilesInOneDirectoryIsLostOrToldTwice() throws Exception {
        watch(root);
        Path written = project.resolve("written");
        Files.createDirectory(root.resolve("pkg"));
        for (int i = 0; i < 3_000; i++) {
            // At once, so that no pause of the test machine shows it half written.
            Files.move(Files.writeString(written, "code " + i), root.resolve("pkg/Type" + i + ".java"));
        }

        List<FileChange> changes = new ArrayList<>();
        while (changes.size() < 3_000) {
            changes.addAll(listener.next().changes());
        }
        assertThat(changes).doesNotHaveDuplicates().hasSize(3_000).allMatch(change -> change.kind() == CREATED);
    }

    @Test
    void aRootThatIsDeletedAndMadeAgainIsWatchedAgain() throws Exception {
        Path classes = Files.createDirectories(project.resolve("target/classes/pkg"));
        Path file = Files.writeString(classes.resolve("App.class"), "old");
        watch(root, project.resolve("target/classes"));
        deleteRecursively(project.resolve("target"));
        assertThat(listener.next().changes()).containsExactly(new FileChange(file, DELETED));

        Files.createDirectories(classes);
        Files.writeString(file, "new");
        assertThat(listener.next().changes()).containsExactly(new FileChange(file, CREATED));

        Files.writeString(file, "newer");
        assertThat(listener.next().changes()).containsExactly(new FileChange(file, MODIFIED));
    }

    @Test
    void aRootThatIsReplacedInOneGoIsComparedAndWatchedAgain() throws Exception {
        Path classes = Files.createDirectories(project.resolve("target/classes"));
        Path same = Files.writeString(classes.resolve("Same.class"), "same");
        Path other = Files.writeString(classes.resolve("Other.class"), "old");
        watch(classes);
        deleteRecursively(project.resolve("target"));
        Files.createDirectories(classes);
        Files.writeString(same, "same");
        Files.writeString(other, "new");

        listener.until(changes -> changes.get(other) == MODIFIED || changes.get(other) == CREATED);
        Files.writeString(same, "changed");
        listener.until(changes -> changes.get(same) == MODIFIED);
    }

    @Test
    void aRootThatAppearsLaterIsWatched() throws Exception {
        Path resources = project.resolve("src/main/resources");
        watch(root, resources);
        Path file = resources.resolve("static/index.html");
        Files.createDirectories(resources.resolve("static"));
        Files.writeString(file, "new");

        assertThat(listener.next().changes()).containsExactly(new FileChange(file, CREATED));
    }

    @Test
    void spacesAndLettersOfAllKindsInNamesAreFine() throws Exception {
        Path file = write("Größe und 文件/Ärger 🙂.java", "old");
        watch(root);
        write("Größe und 文件/Ärger 🙂.java", "new");

        assertThat(listener.next().changes()).containsExactly(new FileChange(file, MODIFIED));
    }

    @Test
    void changesBelowALinkedRootComeUnderThePathTheCallerGave() throws Exception {
        write("App.java", "old");
        Path link = Files.createSymbolicLink(project.resolve("link"), root);
        watch(link);
        write("App.java", "new");

        assertThat(listener.next().changes()).containsExactly(new FileChange(link.resolve("App.java"), MODIFIED));
    }

    @Test
    void aDirectoryLinkedInLaterIsWatched() throws Exception {
        Path elsewhere = Files.createDirectories(project.resolve("frontend/dist"));
        Path real = Files.writeString(elsewhere.resolve("app.js"), "old");
        watch(root);
        Path link = Files.createSymbolicLink(root.resolve("static"), elsewhere);
        Path file = link.resolve("app.js");
        assertThat(listener.next().changes()).containsExactly(new FileChange(file, CREATED));

        Files.writeString(real, "new");
        assertThat(listener.next().changes()).containsExactly(new FileChange(file, MODIFIED));
    }

    @Test
    void aRootMayBeAFile() throws Exception {
        Path file = Files.writeString(project.resolve("config.yml"), "old");
        watch(file);
        Files.writeString(project.resolve("other.yml"), "new");
        Files.writeString(file, "new");

        assertThat(listener.next().changes()).containsExactly(new FileChange(file, MODIFIED));
    }

    @Test
    void aRenameInCaseOnlyIsADeletionAndACreation() throws Exception {
        Path upper = write("App.java", "code");
        watch(root);
        Path lower = root.resolve("app.java");
        inOneGo(() -> Files.move(upper, lower));

        assertThat(listener.next().changes())
                .containsExactlyInAnyOrder(new FileChange(upper, DELETED), new FileChange(lower, CREATED));
    }

    @Test
    void whatTheCallerWritesAndDeletesItselfIsNoChange() throws Exception {
        Path file = write("App.class", "old");
        Path deleted = write("Deleted.class", "old");
        Path other = write("Other.class", "old");
        Watcher watcher = watch(root);
        watcher.written(file, "new".getBytes(StandardCharsets.UTF_8));
        Files.writeString(file, "new");
        watcher.deleted(deleted);
        Files.delete(deleted);
        Files.writeString(other, "new");

        assertThat(listener.next().changes()).containsExactly(new FileChange(other, MODIFIED));
    }

    @Test
    void whatTheCallerIgnoresIsNoChange() throws Exception {
        watchers.add(Watcher.start(List.of(root), path -> path.endsWith("Ignored.java"), listener));
        write("Ignored.java", "new");
        Path file = write("App.java", "new");

        assertThat(listener.next().changes()).containsExactly(new FileChange(file, CREATED));
    }

    @Test
    void watchingNothingIsAMistake() {
        assertThatThrownBy(() -> Watcher.start(List.of(), listener))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no roots to watch");
    }

    private Watcher watch(Path... roots) {
        Watcher watcher = Watcher.start(List.of(roots), listener);
        watchers.add(watcher);
        return watcher;
    }

    private interface FileOperation {
        void run() throws IOException;
    }

    /** Holds git's lock meanwhile, so that a pause of the test machine does not split what belongs together. */
    private void inOneGo(FileOperation operation) throws IOException {
        Path lock = Files.createFile(project.resolve(".git/index.lock"));
        operation.run();
        Files.delete(lock);
    }

    private Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, text);
    }

    private static Path age(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    }

    private static void deleteRecursively(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
