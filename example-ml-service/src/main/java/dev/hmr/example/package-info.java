@NullMarked
package dev.hmr.example;

import org.jspecify.annotations.NullMarked;
