package dev.hmr.reactive.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.reactive.Effect;
import dev.hmr.reactive.ReactiveContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What an effect saw, run by run. */
final class Runs {
    private final List<String> seen = new ArrayList<>();
    private final Effect effect;

    private Runs(ReactiveContext context, Supplier<?> read) {
        effect = context.effect(() -> seen.add(String.valueOf(read.get())));
    }

    /** Starts an effect that notes what it reads. */
    static Runs of(ReactiveContext context, Supplier<?> read) {
        return new Runs(context, read);
    }

    /** What it saw since it was last asked. Nothing at all if it did not run. */
    void assertSaw(Object... values) {
        assertThat(seen)
                .containsExactlyElementsOf(
                        List.of(values).stream().map(String::valueOf).toList());
        seen.clear();
    }

    void assertSilent() {
        assertSaw();
    }

    void dispose() {
        effect.dispose();
    }
}
