package dev.hmr.servlet.tomcat;

import dev.hmr.HmrException;
import dev.hmr.HmrOptions;
import dev.hmr.servlet.ContextConfiguration;
import dev.hmr.servlet.HmrServlets;
import dev.hmr.servlet.Succession;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * A servlet application in an embedded Tomcat 11 that always runs the code as it was last saved.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     HmrTomcat.start(App::configure, 8080);
 * }
 *
 * static void configure(Context context) {
 *     Tomcat.addServlet(context, "guestbook", new Guestbook());
 *     context.addServletMappingDecoded("/", "guestbook");
 * }
 * }</pre>
 *
 * <p>Started from jars, or with {@code -Dhmr.mode=off} or {@code HMR_MODE=off}, it is a plain Tomcat and nothing else.
 */
public final class HmrTomcat {
    private HmrTomcat() {}

    /** Like {@link #start(ContextConfiguration, int, HmrOptions)} with the default options. */
    public static HmrServlets start(ContextConfiguration<Context> application, int port) {
        return start(application, port, HmrOptions.defaults());
    }

    /**
     * Starts a server whose context is configured by the user's code, and configured by it again whenever that code
     * changes. While code is reloaded, it listens on this machine only. Its working files are in a temporary directory.
     *
     * @param application a method reference or lambda; objects that a lambda captures stay the same objects
     * @param port to listen on; 0 for any free one
     * @throws HmrException as {@link HmrServlets#start} does
     */
    public static HmrServlets start(ContextConfiguration<Context> application, int port, HmrOptions options) {
        Tomcat tomcat = new Tomcat();
        tomcat.setPort(port);
        try {
            tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        } catch (IOException e) {
            throw new HmrException("No temporary directory can be made for Tomcat: " + e.getMessage(), e);
        }
        return start(application, tomcat, options);
    }

    /**
     * Starts a server of the user's own making. While code is reloaded, connectors for which no address is named listen on
     * this machine only.
     *
     * @param tomcat not started, and without contexts: that is the application
     * @throws HmrException as {@link HmrServlets#start} does
     */
    public static HmrServlets start(ContextConfiguration<Context> application, Tomcat tomcat, HmrOptions options) {
        Succession<Context> succession = new Succession<>();
        return HmrServlets.start(application, options, new TomcatContainer(tomcat, succession), succession);
    }
}
