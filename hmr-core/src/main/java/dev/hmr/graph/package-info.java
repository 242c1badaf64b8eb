@NullMarked
package dev.hmr.graph;

import org.jspecify.annotations.NullMarked;
