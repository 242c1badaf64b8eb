package dev.hmr.guestbook;

import dev.hmr.servlet.HmrServlets;
import dev.hmr.servlet.jetty.HmrJetty;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** The guestbook on an embedded Jetty. */
public final class JettyMain {
    private JettyMain() {}

    public static void main(String[] args) {
        start(8080);
    }

    static HmrServlets start(int port) {
        return HmrJetty.start(JettyMain::configure, port);
    }

    static void configure(ServletContextHandler context) {
        context.addServletContainerInitializer((classes, site) -> Site.register(site));
    }
}
