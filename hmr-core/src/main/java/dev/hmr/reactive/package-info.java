@NullMarked
package dev.hmr.reactive;

import org.jspecify.annotations.NullMarked;
