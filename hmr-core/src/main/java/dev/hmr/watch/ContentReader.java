package dev.hmr.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** Looks at files on disk. One thread at a time: it reuses its buffer. */
final class ContentReader {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);

    Look look(Path file) {
        try {
            Instant now = Instant.now();
            BasicFileAttributes before = attributes(file);
            if (!before.isRegularFile()) {
                return new Look.Missing();
            }
            Content content = read(file);
            Stamp stamp = Stamp.of(before, now);
            // A stamp taken on one side of the read only could belong to other bytes than the ones read.
            boolean steady = stamp != null && stamp.equals(Stamp.of(attributes(file), now));
            return new Look.Present(content, steady ? stamp : null);
        } catch (NoSuchFileException e) {
            return new Look.Missing();
        } catch (IOException e) {
            Path directory = file.getParent();
            // A file where the directory used to be is an I/O error of its own kind, not a missing file.
            return directory == null || Files.isDirectory(directory)
                    ? new Look.Unreadable(file, e)
                    : new Look.Missing();
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class);
    }

    private Content read(Path file) throws IOException {
        Content.Hasher hasher = new Content.Hasher();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer.clear()) >= 0) {
                hasher.add(buffer.flip());
            }
        }
        return hasher.content();
    }
}
