/**
 * Measures what a developer waits for: the time from saving a source file to the first answer of the running server that
 * has the new code. {@link dev.hmr.benchmarks.SaveToServed} is the program.
 */
@NullMarked
package dev.hmr.benchmarks;

import org.jspecify.annotations.NullMarked;
