/** Embedded Tomcat 11: the only package that knows Tomcat. */
@NullMarked
package dev.hmr.servlet.tomcat;

import org.jspecify.annotations.NullMarked;
