@NullMarked
package dev.hmr.compile;

import org.jspecify.annotations.NullMarked;
