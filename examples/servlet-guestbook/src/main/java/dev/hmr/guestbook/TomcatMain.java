package dev.hmr.guestbook;

import dev.hmr.servlet.HmrServlets;
import dev.hmr.servlet.tomcat.HmrTomcat;
import java.util.Set;
import org.apache.catalina.Context;

/** The guestbook on an embedded Tomcat. */
public final class TomcatMain {
    private TomcatMain() {}

    public static void main(String[] args) {
        start(8080);
    }

    static HmrServlets start(int port) {
        return HmrTomcat.start(TomcatMain::configure, port);
    }

    static void configure(Context context) {
        context.addServletContainerInitializer((classes, site) -> Site.register(site), Set.of());
    }
}
