/**
 * Measures the reactive library in the shapes that public benchmarks of JavaScript libraries use, beside Preact signals on
 * Node and beside JavaFX. {@link dev.hmr.benchmarks.reactive.ReactiveComparison} is the program.
 */
@NullMarked
package dev.hmr.benchmarks.reactive;

import org.jspecify.annotations.NullMarked;
