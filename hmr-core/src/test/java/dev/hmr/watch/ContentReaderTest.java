package dev.hmr.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentReaderTest {
    @TempDir
    Path directory;

    private final ContentReader reader = new ContentReader();

    @Test
    void readsFilesLargerThanItsBuffer() throws IOException {
        byte[] bytes = new byte[200_000];
        bytes[150_000] = 1;
        Path file = Files.write(directory.resolve("large"), bytes);

        assertThat(reader.look(file))
                .isInstanceOfSatisfying(
                        Look.Present.class,
                        present -> assertThat(present.content()).isEqualTo(Content.of(bytes)));
    }

    @Test
    void theStampOfAnOldFileVouchesForIt() throws IOException {
        Path file = Files.writeString(directory.resolve("old"), "old");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));

        assertThat(((Look.Present) reader.look(file)).stamp()).isNotNull();
    }

    @Test
    void theStampOfAFileJustWrittenDoesNot() throws IOException {
        Path file = Files.writeString(directory.resolve("new"), "new");
        // So that it is new to a slow machine, too.
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(((Look.Present) reader.look(file)).stamp()).isNull();
    }

    @Test
    void whatIsNoFileIsMissing() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "no directory");

        assertThat(reader.look(directory.resolve("nothing"))).isEqualTo(new Look.Missing());
        assertThat(reader.look(directory)).isEqualTo(new Look.Missing());
        assertThat(reader.look(directory.resolve("no/such/directory"))).isEqualTo(new Look.Missing());
        assertThat(reader.look(file.resolve("below"))).isEqualTo(new Look.Missing());
    }

    @Test
    void whatCannotBeReadIsSaidSo() throws IOException {
        Path loop = directory.resolve("loop");
        Files.createSymbolicLink(loop, loop);

        assertThat(reader.look(loop))
                .isInstanceOfSatisfying(
                        Look.Unreadable.class,
                        unreadable -> assertThat(unreadable.path()).isEqualTo(loop));
    }
}
