/**
 * Makes up an application to measure with: sizes, shapes and relations of its classes are like those of a real code base,
 * and the same seed gives the same application.
 */
@NullMarked
package dev.hmr.benchmarks.program;

import org.jspecify.annotations.NullMarked;
