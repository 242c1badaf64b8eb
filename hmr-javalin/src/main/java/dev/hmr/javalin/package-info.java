@NullMarked
package dev.hmr.javalin;

import org.jspecify.annotations.NullMarked;
