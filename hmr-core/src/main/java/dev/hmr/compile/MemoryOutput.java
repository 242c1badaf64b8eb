package dev.hmr.compile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/** A file that javac or an annotation processor writes, held back until the whole compilation succeeded. */
final class MemoryOutput extends SimpleJavaFileObject {
    private final Path target;
    private @Nullable ByteArrayOutputStream written;

    MemoryOutput(Path target, Kind kind) {
        super(target.toUri(), kind);
        this.target = target;
    }

    Path target() {
        return target;
    }

    /** What was written, or empty when nobody opened it for writing. */
    Optional<byte[]> content() {
        return Optional.ofNullable(written).map(ByteArrayOutputStream::toByteArray);
    }

    @Override
    public OutputStream openOutputStream() {
        written = new ByteArrayOutputStream();
        return written;
    }

    /** Reads what was written in this run, or else what an earlier one left on disk. */
    @Override
    public InputStream openInputStream() throws IOException {
        return written == null ? Files.newInputStream(target) : new ByteArrayInputStream(written.toByteArray());
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
        try (InputStream in = openInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public String getName() {
        return target.toString();
    }
}
