/**
 * Values that depend on values, kept right.
 *
 * <pre>{@code
 * import static dev.hmr.reactive.Reactive.*;
 *
 * Signal<Integer> price = signal(100);
 * Signal<Integer> amount = signal(2);
 * Derived<Integer> total = derived(() -> price.get() * amount.get());
 *
 * try (Effect display = effect(() -> System.out.println("total " + total.get()))) { // total 200
 *     amount.set(3);                                                                 // total 300
 *     batch(() -> {
 *         price.set(150);
 *         amount.set(2);
 *     });                                                                            // (300 again: nothing to print)
 * }
 * }</pre>
 *
 * <p>A {@link dev.hmr.reactive.Signal} is set. A {@link dev.hmr.reactive.Derived} is computed from what it reads, when it
 * is asked for and only if that has changed. An {@link dev.hmr.reactive.Effect} runs when what it reads has changed. Nobody
 * declares dependencies: a run depends on what it reads.
 *
 * <p>Nobody ever sees a mixture of old and new: a change first marks all that it can reach, then each effect pulls the
 * values it needs. Nothing runs twice for one change, nothing runs whose inputs came out the same, and chains may be as long
 * as memory allows.
 *
 * <p>What takes time is an {@link dev.hmr.reactive.AsyncDerived} or an {@link dev.hmr.reactive.AsyncEffect}. Any thread may
 * use everything here; those who use one context take turns.
 *
 * <p>{@link dev.hmr.reactive.Reactive} offers everything for static import, on one shared
 * {@link dev.hmr.reactive.ReactiveContext}; further contexts are graphs apart.
 */
@NullMarked
package dev.hmr.reactive;

import org.jspecify.annotations.NullMarked;
