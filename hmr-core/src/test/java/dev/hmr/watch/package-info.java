@NullMarked
package dev.hmr.watch;

import org.jspecify.annotations.NullMarked;
