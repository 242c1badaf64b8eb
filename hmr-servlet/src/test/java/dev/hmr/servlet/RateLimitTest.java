package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final RateLimit limit = new RateLimit(Duration.ofNanos(200));

    @Test
    void security24_permitsOneInEachPause() {
        assertThat(limit.permits(-50)).isTrue();
        assertThat(limit.permits(-50)).isFalse();
        assertThat(limit.permits(149)).isFalse();
        assertThat(limit.permits(150)).isTrue();
        assertThat(limit.permits(349)).isFalse();
    }

    /** The clock is a number without a beginning. */
    @Test
    void survivesTheOverflowOfTheClock() {
        long now = Long.MAX_VALUE;
        assertThat(limit.permits(now)).isTrue();
        now += 199;
        assertThat(limit.permits(now)).isFalse();
        now++;
        assertThat(limit.permits(now)).isTrue();
    }
}
