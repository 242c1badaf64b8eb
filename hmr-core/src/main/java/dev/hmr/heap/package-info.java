/**
 * Who holds an object that should be garbage: dumps the heap to a private file and follows references backwards from the
 * object to a root. Depends on the JDK only.
 */
@NullMarked
package dev.hmr.heap;

import org.jspecify.annotations.NullMarked;
