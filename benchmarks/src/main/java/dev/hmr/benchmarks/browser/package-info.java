/**
 * Measures what a developer sees: the time from a save to the change in a page of a real browser.
 * {@link dev.hmr.benchmarks.browser.SaveToSeen} is the program.
 */
@NullMarked
package dev.hmr.benchmarks.browser;

import org.jspecify.annotations.NullMarked;
