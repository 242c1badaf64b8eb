package dev.hmr.servlet.jetty;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/** Has the servlets that Jetty itself brings notice at once that a file changed: by default they look now and then. */
final class ServletSettings {
    private static final String FILES = "org.eclipse.jetty.ee10.servlet.DefaultServlet";
    private static final String PAGES = "org.eclipse.jetty.ee10.jsp.JettyJspServlet";

    private ServletSettings() {}

    /** To be called once the context has read its descriptors, and before its servlets are initialised. */
    static void lookAtEveryRequest(ServletContextHandler context) {
        for (ServletHolder servlet : context.getServletHandler().getServlets()) {
            if (FILES.equals(servlet.getClassName())) {
                servlet.setInitParameter("cacheValidationTime", "0");
            } else if (PAGES.equals(servlet.getClassName())) {
                servlet.setInitParameter("modificationTestInterval", "0");
            }
        }
    }
}
