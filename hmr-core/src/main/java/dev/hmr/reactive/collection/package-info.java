/** Collections and objects that tell their readers. */
@NullMarked
package dev.hmr.reactive.collection;

import org.jspecify.annotations.NullMarked;
