/** Embedded Jetty 12 (ee10): the only package that knows Jetty. */
@NullMarked
package dev.hmr.servlet.jetty;

import org.jspecify.annotations.NullMarked;
