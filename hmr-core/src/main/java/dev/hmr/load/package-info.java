@NullMarked
package dev.hmr.load;

import org.jspecify.annotations.NullMarked;
