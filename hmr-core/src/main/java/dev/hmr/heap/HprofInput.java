package dev.hmr.heap;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads the values of an HPROF file at any position, through one buffer. One thread at a time. */
final class HprofInput implements Closeable {
    static final int BUFFER_BYTES = 1 << 20;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    /** The position in the file of the buffer's first byte. */
    private long start;

    private int idBytes = Long.BYTES;

    HprofInput(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    void idBytes(int bytes) {
        idBytes = bytes;
    }

    int idBytes() {
        return idBytes;
    }

    long size() throws IOException {
        return channel.size();
    }

    long position() {
        return start + buffer.position();
    }

    void seek(long position) {
        if (position >= start && position <= start + buffer.limit()) {
            buffer.position((int) (position - start));
        } else {
            start = position;
            buffer.limit(0);
        }
    }

    void skip(long bytes) {
        seek(position() + bytes);
    }

    int u1() throws IOException {
        need(1);
        return buffer.get() & 0xFF;
    }

    int u2() throws IOException {
        need(Short.BYTES);
        return buffer.getShort() & 0xFFFF;
    }

    int i4() throws IOException {
        need(Integer.BYTES);
        return buffer.getInt();
    }

    long u4() throws IOException {
        return i4() & 0xFFFF_FFFFL;
    }

    long i8() throws IOException {
        need(Long.BYTES);
        return buffer.getLong();
    }

    long id() throws IOException {
        return idBytes == Long.BYTES ? i8() : u4();
    }

    String utf8(int bytes) throws IOException {
        need(bytes);
        byte[] text = new byte[bytes];
        buffer.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** A text that ends with a zero byte. */
    String terminated() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = u1(); next != 0; next = u1()) {
            text.append((char) next);
        }
        return text.toString();
    }

    private void need(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        start = position();
        buffer.clear();
        while (buffer.position() < bytes) {
            if (channel.read(buffer, start + buffer.position()) < 0) {
                throw new EOFException("The heap dump ends at " + channel.size() + ", in the middle of a record");
            }
        }
        buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
