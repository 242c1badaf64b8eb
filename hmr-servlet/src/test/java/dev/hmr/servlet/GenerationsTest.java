package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class GenerationsTest {
    private static final Servlet SERVLET = TestServer.servlet((request, response) -> {});

    private final Generations generations = new Generations();

    @Test
    void startsWithGeneration0AndShowsTheCurrentOne() {
        assertThat(generations.current()).isZero();

        generations.swap(3, SERVLET, TestServer.CONTEXT);

        assertThat(generations.current()).isEqualTo(3);
        assertThat(generations.enter().number()).isEqualTo(3);
    }

    @Test
    void numbersOnlyGoUp() {
        generations.swap(3, SERVLET, TestServer.CONTEXT);

        assertThatThrownBy(() -> generations.swap(3, SERVLET, TestServer.CONTEXT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> generations.swap(2, SERVLET, TestServer.CONTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2")
                .hasMessageContaining("3");
        assertThat(generations.current()).isEqualTo(3);
    }

    @Test
    void aGenerationWithoutRequestsIsIdleWhenItIsReplaced() {
        assertThat(done(generations.swap(1, SERVLET, TestServer.CONTEXT).toCompletableFuture()))
                .isTrue();
    }

    @Test
    void aGenerationIsIdleWhenItsLastRequestLeft() {
        Generation zero = generations.enter();
        assertThat(generations.enter()).isSameAs(zero);
        CompletableFuture<Void> idle =
                generations.swap(1, SERVLET, TestServer.CONTEXT).toCompletableFuture();

        zero.leave();
        assertThat(done(idle)).isFalse();
        zero.leave();
        assertThat(done(idle)).isTrue();
    }

    @Test
    void aRequestMayEnterAReplacedGenerationAgainWhileItIsNotIdle() {
        Generation zero = generations.enter();
        CompletableFuture<Void> idle =
                generations.swap(1, SERVLET, TestServer.CONTEXT).toCompletableFuture();

        assertThat(zero.enter()).isTrue();
        zero.leave();
        zero.leave();

        assertThat(done(idle)).isTrue();
        assertThat(zero.enter()).as("idle is for good").isFalse();
    }

    @Test
    void nobodyIsInAGenerationThatIsIdle() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> visitors = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            visitors.add(threads.submit(() -> {
                while (!stop.get()) {
                    Generation generation = generations.enter();
                    assertThat(done(generation.idle().toCompletableFuture())).isFalse();
                    generation.leave();
                }
            }));
        }
        List<CompletableFuture<Void>> idle = new ArrayList<>();
        for (int number = 1; number <= 5_000; number++) {
            idle.add(generations.swap(number, SERVLET, TestServer.CONTEXT).toCompletableFuture());
        }
        stop.set(true);
        threads.shutdown();
        for (Future<?> visitor : visitors) {
            visitor.get(20, TimeUnit.SECONDS);
        }

        assertThat(idle).allMatch(GenerationsTest::done);
    }

    private static boolean done(CompletableFuture<Void> idle) {
        return idle.isDone();
    }
}
