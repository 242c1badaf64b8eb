package dev.hmr.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampTest {
    @TempDir
    Path directory;

    @Test
    void vouchesOnceTheCoarsestClockHasTicked() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "text");
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Instant modified = attributes.lastModifiedTime().toInstant();

        assertThat(Stamp.of(attributes, modified.plusSeconds(1))).isNull();
        assertThat(Stamp.of(attributes, modified.plusSeconds(3))).isNotNull();
    }
}
