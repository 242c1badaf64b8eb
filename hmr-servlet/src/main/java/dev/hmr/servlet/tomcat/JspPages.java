package dev.hmr.servlet.tomcat;

import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.Wrapper;

/** The servlet that serves JSP. */
final class JspPages {
    private static final String SERVLET = "org.apache.jasper.servlet.JspServlet";

    private JspPages() {}

    /** Once a context has been configured. */
    static void lookAtEveryRequest(LifecycleEvent event) {
        if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
            lookAtEveryRequest((Context) event.getLifecycle());
        }
    }

    /** Has changed pages be compiled at once: by default it looks once in four seconds. */
    static void lookAtEveryRequest(Context context) {
        for (Container child : context.findChildren()) {
            if (child instanceof Wrapper servlet && SERVLET.equals(servlet.getServletClass())) {
                servlet.addInitParameter("modificationTestInterval", "0");
            }
        }
    }
}
