/**
 * A language-detection service, small enough to read in one sitting, and slow enough to start that nobody wants to
 * restart it: {@link dev.hmr.example.App} is the place to begin, {@code DetectHandler} the place to edit.
 */
@NullMarked
package dev.hmr.example;

import org.jspecify.annotations.NullMarked;
