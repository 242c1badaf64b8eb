package dev.hmr.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides when effects run: at the end of a set or batch, each once, and again only if what it read changed meanwhile. */
final class EffectQueue {
    /** An effect that ran this often in one flush will not settle. */
    static final int MAX_RUNS = 100;

    private final Agenda pending = new Agenda();
    private final List<Settable> remembering = new ArrayList<>();
    private final ReactiveContext context;
    private int batches;
    private boolean flushing;

    /** The effect whose run began the present flush. */
    private @Nullable Effect home;

    private long flushes;
    private long created;

    EffectQueue(ReactiveContext context) {
        this.context = context;
    }

    void schedule(Reaction effect) {
        if (!effect.queued) {
            effect.queued = true;
            pending.add(effect);
        }
    }

    Effect create(@Nullable String name, @Nullable Executor executor, Runnable action) {
        Effect effect = new Effect(context, executor, action, created++);
        effect.name(name);
        return effect;
    }

    AsyncEffect createAsync(Overlap overlap, Supplier<? extends CompletionStage<?>> function) {
        return new AsyncEffect(context, function, overlap, created++);
    }

    /** As {@link #start}, returning what is to be thrown. */
    @Nullable
    Throwable startAsync(AsyncEffect effect) {
        return flushing || context.runningDerived > 0 ? trigger(effect) : flush(() -> trigger(effect), null);
    }

    /** Runs it, within the bound. */
    @Nullable
    Throwable trigger(AsyncEffect effect) {
        Throwable excess = bound(effect);
        return effect.isExhausted() ? excess : effect.trigger();
    }

    /** Runs an effect. What that causes runs afterwards, unless this happens inside another one. */
    void start(Effect effect) {
        Failures.rethrowIfPresent(
                flushing || context.runningDerived > 0 ? run(effect) : flush(() -> run(effect), effect));
    }

    /** Has the effect's executor run it if it is outdated by then. */
    void submit(Effect effect) {
        Executor executor = effect.executor;
        if (executor != null && !effect.submitted) {
            effect.submitted = true;
            try {
                executor.execute(() -> runSubmitted(effect));
            } catch (Throwable refused) {
                effect.submitted = false;
                throw refused;
            }
        }
    }

    @Nullable
    Throwable trySubmit(Effect effect) {
        try {
            submit(effect);
            return null;
        } catch (Throwable refused) {
            return refused;
        }
    }

    private void runSubmitted(Effect effect) {
        boolean outermost = context.enter();
        try {
            effect.submitted = false;
            if (!effect.disposed && Refresh.isOutdated(effect)) {
                start(effect);
            }
        } finally {
            context.leave(outermost);
        }
    }

    /** Whether the present flush belongs to a run of this effect on its executor. */
    boolean isAtHome(Effect effect) {
        return home == effect;
    }

    /** Runs the body; effects wait until its end. They run also if the body fails. */
    <T extends @Nullable Object> T batch(Supplier<T> body) {
        return defer(body, true);
    }

    /** As a batch, but its end is no reason for effects to run before the end of an enclosing one. */
    <T extends @Nullable Object> T joinBatch(Supplier<T> body) {
        return defer(body, false);
    }

    /** As {@link #joinBatch}, without a result. */
    void defer(Runnable body) {
        this.<@Nullable Object>joinBatch(() -> {
            body.run();
            return null;
        });
    }

    @SuppressWarnings("NullAway") // without a failure there is a result
    private <T extends @Nullable Object> T defer(Supplier<T> body, boolean flushAtEnd) {
        T result = null;
        Throwable failure = null;
        batches++;
        try {
            result = body.get();
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            batches--;
        }
        if (!flushing && context.runningDerived == 0 && (flushAtEnd || batches == 0)) {
            failure = Failures.join(failure, flush(null, null));
        }
        Failures.rethrowIfPresent(failure);
        return result;
    }

    void flushUnlessDeferred() {
        if (!flushing && batches == 0 && !pending.isEmpty()) {
            Failures.rethrowIfPresent(flush(null, null));
        }
    }

    private @Nullable Throwable flush(@Nullable Supplier<@Nullable Throwable> fresh, @Nullable Effect host) {
        flushing = true;
        flushes++;
        home = host;
        try {
            Throwable failure = fresh == null ? null : fresh.get();
            return fresh != null && batches > 0 ? failure : Failures.join(failure, drain());
        } finally {
            flushing = false;
            home = null;
            if (batches == 0 && !remembering.isEmpty()) {
                remembering.forEach(Settable::forgetEarlier);
                remembering.clear();
            }
        }
    }

    private @Nullable Throwable drain() {
        Throwable failure = null;
        for (Reaction effect = pending.poll(); effect != null; effect = pending.poll()) {
            effect.queued = false;
            try {
                if (!effect.disposed) {
                    failure = Failures.join(failure, effect.react(this));
                }
            } catch (Throwable thrown) { // not the effect's own: an error of the virtual machine
                failure = Failures.join(failure, thrown);
            }
        }
        return failure;
    }

    @Nullable
    Throwable runIfOutdated(Effect effect) {
        return Refresh.isOutdated(effect) ? run(effect) : null;
    }

    private @Nullable Throwable run(Effect effect) {
        Throwable excess = bound(effect);
        if (effect.isExhausted()) {
            return excess;
        }
        effect.evaluate();
        return effect.takeFailure();
    }

    /** Counts a run. The first one that is too many is an error; from then on the effect is exhausted. */
    private @Nullable Throwable bound(Reaction effect) {
        int runs = effect.countRun(flushes);
        if (runs <= MAX_RUNS) {
            return null;
        }
        effect.forced = false;
        return runs == MAX_RUNS + 1 ? unsettled(effect) : null;
    }

    private static IllegalStateException unsettled(Reaction effect) {
        String changed = "";
        for (Edge edge = effect.firstSource; edge != null; edge = edge.nextSource) {
            if (edge.source.version != edge.version) {
                changed = ", the last time because of " + edge.source;
            }
        }
        return new IllegalStateException("Effect " + effect + " ran " + MAX_RUNS + " times in one flush" + changed
                + ". It keeps changing what it reads, itself or through other effects:"
                + " let it read that by peek(), untracked() or update(), or stop setting it.");
    }

    /** Whether signals note what they held before the first change, so that one that is undone counts for nothing. */
    boolean remembersValues() {
        return batches > 0 || flushing;
    }

    void willForget(Settable signal) {
        remembering.add(signal);
    }
}
