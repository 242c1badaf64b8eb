/** A guestbook: servlets, a filter and a listener, on Jetty or Tomcat. */
@NullMarked
package dev.hmr.guestbook;

import org.jspecify.annotations.NullMarked;
