@NullMarked
package dev.hmr.inplace;

import org.jspecify.annotations.NullMarked;
