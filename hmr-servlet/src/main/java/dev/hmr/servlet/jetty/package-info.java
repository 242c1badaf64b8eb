/** Jetty 12 (ee10), embedded or with a web application: the only package that knows Jetty. */
@NullMarked
package dev.hmr.servlet.jetty;

import org.jspecify.annotations.NullMarked;
