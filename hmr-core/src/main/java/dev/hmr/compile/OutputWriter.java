package dev.hmr.compile;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** Writes and deletes output files, only where that changes something. One thread at a time. */
final class OutputWriter {
    private final OutputListener listener;

    OutputWriter(OutputListener listener) {
        this.listener = listener;
    }

    /**
     * Makes a file hold this content. Whoever reads it meanwhile – a class loader, an IDE – finds the old content or the
     * new, never a part.
     *
     * @param scratch a path on the same disk, outside what is watched, for the time of writing
     */
    void write(Path file, byte[] content, Path scratch) throws IOException {
        if (holds(file, content)) {
            return;
        }
        Files.createDirectories(file.getParent());
        listener.writing(file, content);
        try {
            Files.write(scratch, content);
            Files.move(scratch, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException e) {
            // A read-only parent, or a file that is open on Windows: then in place.
            Files.write(file, content);
            scratch.toFile().delete();
        }
    }

    void delete(Path file) throws IOException {
        if (Files.exists(file)) {
            listener.deleting(file);
            Files.deleteIfExists(file);
        }
    }

    /** A path beside an output directory to write to before moving into it. */
    static Path scratchFor(ProjectModule module) {
        return module.classOutput()
                .resolveSibling(".hmr-" + ProcessHandle.current().pid() + ".tmp");
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content);
    }
}
