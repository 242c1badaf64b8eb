package dev.hmr.benchmarks.reactive;

/**
 * What one shape costs.
 *
 * @param nanos for one change and all that follows from it
 * @param bytes allocated meanwhile; NaN if not known
 */
record Figures(double nanos, double bytes) {}
