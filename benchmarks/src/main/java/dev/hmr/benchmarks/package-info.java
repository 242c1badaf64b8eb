@NullMarked
package dev.hmr.benchmarks;

import org.jspecify.annotations.NullMarked;
