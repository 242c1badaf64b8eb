package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;

class TimeSignalTest {
    private final ReactiveContext context = new ReactiveContext();
    private Instant now = Instant.parse("2026-01-01T10:00:00.700Z");
    private final TimeSignal time = context.time(() -> now, Duration.ofSeconds(1));

    @Test
    void movesInSteps() {
        List<Instant> seen = new ArrayList<>();
        context.effect(() -> seen.add(time.get()));
        now = now.plusMillis(200);
        assertThat(time.tick()).isFalse();
        now = now.plusMillis(100);
        assertThat(time.tick()).isTrue();
        now = now.plusSeconds(60);
        time.tick();
        assertThat(seen)
                .containsExactly(
                        Instant.parse("2026-01-01T10:00:00Z"),
                        Instant.parse("2026-01-01T10:00:01Z"),
                        Instant.parse("2026-01-01T10:01:01Z"));
    }

    @Test
    void anyStepWillDoAlsoBeforeTheEpoch() {
        now = Instant.parse("1969-12-31T23:59:30Z");
        assertThat(context.time(() -> now, Duration.ofDays(1)).get()).isEqualTo("1969-12-31T00:00:00Z");
        assertThat(context.time(() -> now, Duration.ofMinutes(1)).get()).isEqualTo("1969-12-31T23:59:00Z");
        assertThatThrownBy(() -> context.time(() -> now, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
    }

    @Test
    void aSchedulerMayMoveIt() throws Exception {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        CountDownLatch ticks = new CountDownLatch(3);
        try (TimeSignal real =
                context.time(InstantSource.system(), Duration.ofMillis(1)).tickOn(scheduler)) {
            context.effect(() -> {
                assertThat(real.get()).isNotNull();
                ticks.countDown();
            });
            ticks.await();
            assertThatThrownBy(() -> real.tickOn(scheduler)).isInstanceOf(IllegalStateException.class);
        } finally {
            scheduler.shutdownNow();
        }
    }

    @Test
    void closedItStandsStill() {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
        scheduler.setRemoveOnCancelPolicy(true);
        try {
            time.tickOn(scheduler).close();
            await().until(() -> scheduler.getQueue().isEmpty());
        } finally {
            scheduler.shutdownNow();
        }
    }
}
