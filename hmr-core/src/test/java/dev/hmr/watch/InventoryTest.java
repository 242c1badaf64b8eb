package dev.hmr.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    Path temporary;

    private final KnownFiles known = new KnownFiles();
    private final ContentReader reader = new ContentReader();
    private final Inventory inventory = new Inventory(known, reader, (path, cause) -> {});
    private Path root;
    private WatchedTree tree;

    @BeforeEach
    void createTree() throws IOException {
        root = temporary.toRealPath();
        tree = new WatchedTree(List.of(root), path -> false);
    }

    @Test
    void filesWrittenJustNowAreReadAtOnceAndOthersLater() throws IOException {
        Path recent = renew(write("recent", "r"));
        Path old = age(write("old", "o"));
        inventory.take(tree);

        assertThat(known.isUnread(recent)).isFalse();
        assertThat(known.isUnread(old)).isTrue();
        assertThat(inventory.hasUnread()).isTrue();
        assertThat(inventory.readNext()).isNull();
        assertThat(known.isUnread(old)).isFalse();
        assertThat(inventory.hasUnread()).isFalse();
    }

    @Test
    void anEditBeforeAFileWasReadIsFound() throws IOException {
        Path old = age(write("old", "1"));
        inventory.take(tree);
        write("old", "2");

        assertThat(inventory.readNext()).isEqualTo(old);
        assertThat(known.judge(old, reader.look(old))).isEqualTo(FileChange.Kind.MODIFIED);
    }

    @Test
    void anEditOfARecentFileIsFoundThoughItsStampMayBeTheSame() throws IOException {
        Path recent = renew(write("recent", "1"));
        FileTime before = Files.getLastModifiedTime(recent);
        inventory.take(tree);
        write("recent", "2");
        Files.setLastModifiedTime(recent, before);

        assertThat(known.judge(recent, reader.look(recent))).isEqualTo(FileChange.Kind.MODIFIED);
    }

    @Test
    void comparingFindsWhatWasMadeChangedAndDeletedWithoutEvents() throws IOException {
        Path same = age(write("same", "s"));
        Path changed = age(write("changed", "c"));
        Path backdated = age(write("backdated", "b"));
        Path deleted = age(write("pkg/deleted", "d"));
        takeAndRead();

        write("changed", "other");
        write("backdated", "older");
        Files.setLastModifiedTime(backdated, FileTime.from(LONG_AGO.toInstant().minusSeconds(60)));
        Files.delete(deleted);
        Path created = write("new/created", "n");

        assertThat(differing())
                .containsExactlyInAnyOrder(changed, backdated, deleted, created)
                .doesNotContain(same);
    }

    @Test
    void comparingFindsAFileReplacedByOneOfTheSameSizeAndTime() throws IOException {
        Path file = age(write("file", "1"));
        takeAndRead();
        Path other = age(write("other", "2"));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(differing()).containsExactly(file);
    }

    @Test
    void comparingFindsTheFilesOfARootThatIsGone() throws IOException {
        Path file = age(write("file", "1"));
        takeAndRead();
        Files.delete(file);
        Files.delete(root);

        assertThat(differing()).containsExactly(file);
    }

    private void takeAndRead() {
        inventory.take(tree);
        while (inventory.hasUnread()) {
            assertThat(inventory.readNext()).isNull();
        }
    }

    private List<Path> differing() {
        List<Path> differing = new ArrayList<>();
        inventory.compare(tree, tree.roots(), differing::add);
        return differing;
    }

    private Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, text);
    }

    /** To a slow machine it is new, too. */
    private static Path renew(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
    }

    private static Path age(Path file) throws IOException {
        return Files.setLastModifiedTime(file, LONG_AGO);
    }
}
