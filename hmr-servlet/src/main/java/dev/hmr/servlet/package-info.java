@NullMarked
package dev.hmr.servlet;

import org.jspecify.annotations.NullMarked;
