@NullMarked
package dev.hmr;

import org.jspecify.annotations.NullMarked;
