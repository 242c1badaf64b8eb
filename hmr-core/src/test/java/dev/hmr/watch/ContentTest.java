package dev.hmr.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentTest {

    @Test
    void piecesAddUpToTheWhole() {
        byte[] bytes = "class A { int x = 1; }".getBytes(StandardCharsets.UTF_8);
        Content.Hasher hasher = new Content.Hasher();
        hasher.add(ByteBuffer.wrap(bytes, 0, 7));
        hasher.add(ByteBuffer.wrap(bytes, 7, bytes.length - 7));

        assertThat(hasher.content()).isEqualTo(Content.of(bytes));
    }

    @Test
    void everySingleBitCounts() {
        byte[] bytes = new byte[512];
        Set<Content> contents = new HashSet<>(Set.of(Content.of(bytes)));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            contents.add(Content.of(bytes));
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        }

        assertThat(contents).hasSize(512 * 8 + 1);
    }

    @Test
    void bothHalvesOfTheHashDependOnTheBytes() {
        long one = Content.of(new byte[] {1}).hash();
        long two = Content.of(new byte[] {2}).hash();

        assertThat(one >>> 32).isNotEqualTo(two >>> 32);
        assertThat((int) one).isNotEqualTo((int) two);
    }

    @Test
    void zerosDifferByTheirNumber() {
        assertThat(Content.of(new byte[3])).isNotEqualTo(Content.of(new byte[4]));
        assertThat(Content.of(new byte[0]).isEmpty()).isTrue();
        assertThat(Content.of(new byte[1]).isEmpty()).isFalse();
    }
}
