package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes down what it is told, and makes sure that it is told before. */
final class RecordingListener implements OutputListener {
    final List<Path> written = new ArrayList<>();
    final List<Path> deleted = new ArrayList<>();

    @Override
    public void writing(Path file, byte[] content) {
        try {
            assertThat(Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content))
                    .as(file + " is written already")
                    .isFalse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written.add(file);
    }

    @Override
    public void deleting(Path file) {
        assertThat(file).exists();
        deleted.add(file);
    }
}
