package dev.hmr.guestbook;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;

/** What the guestbook consists of, whichever container it runs in. */
final class Site {
    private Site() {}

    static void register(ServletContext context) {
        context.addListener(new Database());
        context.addFilter("visits", new VisitFilter())
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
        context.addServlet("guestbook", new GuestbookServlet()).addMapping("");
        context.addServlet("style", new StyleServlet()).addMapping("/style.css");
        context.addServlet("nothing", new NotFoundServlet()).addMapping("/");
    }
}
