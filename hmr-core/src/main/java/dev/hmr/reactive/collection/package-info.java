/**
 * Collections and objects that tell their readers, as precisely as they were read.
 *
 * <pre>{@code
 * import static dev.hmr.reactive.Reactive.*;
 *
 * ReactiveMap<String, Integer> prices = new ReactiveMap<>();
 * ReactiveList<String> cart = new ReactiveList<>();
 * prices.put("tea", 3);
 * prices.put("cake", 5);
 *
 * Derived<Integer> total = derived(() -> {
 *     int sum = 0;
 *     for (String item : cart) {
 *         sum += prices.getOrDefault(item, 0);
 *     }
 *     return sum;
 * });
 *
 * try (Effect display = effect(() -> System.out.println("total " + total.get()))) { // total 0
 *     cart.addAll(List.of("tea", "cake", "jam"));                                    // total 8
 *     prices.put("soap", 9);                                                         // (not in the cart)
 *     prices.put("jam", 4);                                                          // total 12
 *     cart.sort(null);                                                               // (12 again: nothing to print)
 * }
 * }</pre>
 *
 * <p>{@link dev.hmr.reactive.collection.ReactiveMap}, {@link dev.hmr.reactive.collection.ReactiveSet} and {@link
 * dev.hmr.reactive.collection.ReactiveList} keep the contracts of {@code java.util}, views and iterators included.
 * {@link dev.hmr.reactive.collection.ReactiveObject} does the same for the properties of an interface, {@link
 * dev.hmr.reactive.collection.ReactiveRecord} for the components of a record.
 *
 * <p>One rule for all: who reads depends on exactly what was asked for, who only changes depends on nothing, and each change is
 * one batch.
 */
@NullMarked
package dev.hmr.reactive.collection;

import org.jspecify.annotations.NullMarked;
