/** Tomcat 11, embedded or with a web application: the only package that knows Tomcat. */
@NullMarked
package dev.hmr.servlet.tomcat;

import org.jspecify.annotations.NullMarked;
