package dev.hmr.compile;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/** A source as it was when it was read: javac gets this text, whatever happens to the file meanwhile. */
final class SourceText extends SimpleJavaFileObject implements Serializable {
    private final Path path;
    private final String text;
    private final @Nullable Diagnostic unreadable;

    private SourceText(Path path, String text, @Nullable Diagnostic unreadable) {
        super(path.toUri(), Kind.SOURCE);
        this.path = path;
        this.text = text;
        this.unreadable = unreadable;
    }

    static SourceText of(Path path, String text) {
        return new SourceText(path, text, null);
    }

    /**
     * Reads a source.
     *
     * @throws IOException when the file is not there or cannot be read; bytes that are no UTF-8 are {@link #malformed()}
     */
    static SourceText read(Path path) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
        CharBuffer chars = CharBuffer.allocate(bytes.remaining());
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(bytes, chars, true);
        String text = chars.flip().toString();
        if (!result.isError()) {
            return of(path, text);
        }
        String message = String.format("unmappable character (0x%02X) for encoding UTF-8", bytes.get());
        return new SourceText(path, text, new SourceLines(text + '\uFFFD').error(path, message, text.length()));
    }

    Path path() {
        return path;
    }

    /** The error that stands for a source whose bytes are no UTF-8. */
    Optional<Diagnostic> malformed() {
        return Optional.ofNullable(unreadable);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }

    private Object writeReplace() {
        return new Stored(path, text);
    }

    /** What compilers need of it. */
    private record Stored(Path path, String text) implements Serializable {
        private Object readResolve() {
            return of(path, text);
        }
    }

    /** The path as the developer knows it, rather than the path of a URI. */
    @Override
    public String getName() {
        return path.toString();
    }
}
