@NullMarked
package dev.hmr.protocol;

import org.jspecify.annotations.NullMarked;
