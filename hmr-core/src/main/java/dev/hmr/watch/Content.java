package dev.hmr.watch;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * What a file holds, as its size and a 64-bit hash.
 *
 * <p>The hash is CRC-32 and CRC-32C side by side. Their generator polynomials have no common factor, so the pair is a
 * CRC of degree 64: two contents that were not made to collide do so once in 2<sup>64</sup>. Both are machine
 * instructions on stock JDKs, even in code the JIT has not reached yet, which is what the first save runs in.
 */
record Content(long size, long hash) {

    static Content of(byte[] bytes) {
        Hasher hasher = new Hasher();
        hasher.add(ByteBuffer.wrap(bytes));
        return hasher.content();
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Takes a content piece by piece. One thread at a time. */
    static final class Hasher {
        private final CRC32 ieee = new CRC32();
        private final CRC32C castagnoli = new CRC32C();
        private long size;

        /** Adds the buffer's remaining bytes and consumes them. */
        void add(ByteBuffer bytes) {
            size += bytes.remaining();
            ieee.update(bytes.duplicate());
            castagnoli.update(bytes);
        }

        Content content() {
            return new Content(size, ieee.getValue() << 32 | castagnoli.getValue());
        }
    }
}
