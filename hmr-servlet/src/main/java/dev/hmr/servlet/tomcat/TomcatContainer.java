package dev.hmr.servlet.tomcat;

import dev.hmr.HmrException;
import dev.hmr.servlet.ContextAttributes;
import dev.hmr.servlet.ContextContainer;
import dev.hmr.servlet.JakartaSockets;
import dev.hmr.servlet.Listening;
import dev.hmr.servlet.SocketUpgrade;
import dev.hmr.servlet.Succession;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import java.util.Collection;
import java.util.Optional;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;

/** Embedded Tomcat 11. */
final class TomcatContainer implements ContextContainer<Context> {
    private final Tomcat tomcat;
    private final Succession<Context> succession;
    private final LiveSessions sessions = new LiveSessions();
    private ContextAttributes attributes = new ContextAttributes();
    private @Nullable Context plain;
    private boolean inDevelopment;
    private int versions;

    TomcatContainer(Tomcat tomcat, Succession<Context> succession) {
        this.tomcat = tomcat;
        this.succession = succession;
    }

    @Override
    public Context plain() {
        StandardContext context = prepared(new StandardContext(), "");
        context.setName("");
        plain = context;
        return context;
    }

    @Override
    public Context create() {
        GenerationContext context = quiet(prepared(new GenerationContext(attributes.next()), ""));
        context.setParentClassLoader(Thread.currentThread().getContextClassLoader());
        context.setManager(new SharedSessions(sessions));
        return context;
    }

    private <T extends StandardContext> T prepared(T context, String path) {
        context.setPath(path);
        context.setParent(tomcat.getHost());
        context.addLifecycleListener(new Tomcat.FixContextListener());
        return context;
    }

    /** HMR looks after what replaced code leaves behind, and Tomcat would ask for JVM options to do so. */
    private static <T extends StandardContext> T quiet(T context) {
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesRmiTargets(false);
        return context;
    }

    @Override
    public Collection<String> bindToNamedHosts() {
        tomcat.getConnector();
        inDevelopment = true;
        return TomcatConnectors.bindToLoopback(tomcat.getService());
    }

    @Override
    public SocketUpgrade.Provider sockets() {
        return JakartaSockets::new;
    }

    @Override
    public void addDevChannel(Filter filter, String contextPath) {
        StandardContext channel = quiet(prepared(new StandardContext(), contextPath));
        channel.setManager(sessions);
        channel.addServletContainerInitializer(new WsSci(), null);
        FirstFilter.addTo(channel, filter);
        // Without a servlet behind them, Tomcat asks no filters.
        Tomcat.addServlet(channel, "nothing", new HttpServlet() {});
        channel.addServletMappingDecoded("/", "nothing");
        tomcat.getHost().getPipeline().addValve(new CurrentContext(succession, channel));
        addVersion(channel);
    }

    @Override
    public void add(Context context, Filter first) {
        FirstFilter.addTo(context, first);
        addVersion(context);
        if (tomcat.getHost().getState().isAvailable() && !context.getState().isAvailable()) {
            @Nullable Throwable cause = context instanceof GenerationContext generation ? generation.failure() : null;
            throw new HmrException(
                    "Tomcat could not start the application: " + (cause == null ? "its log says why" : cause), cause);
        }
    }

    private void addVersion(Context context) {
        // Tomcat sorts versions as text.
        context.setWebappVersion("%08d".formatted(versions++));
        context.setName(context.getPath() + "##" + context.getWebappVersion());
        tomcat.getHost().addChild(context);
    }

    @Override
    public ServletContext servletContext(Context context) {
        return context.getServletContext();
    }

    @Override
    public void setContextPath(Context context, String contextPath) {
        context.setPath(contextPath);
    }

    @Override
    public void activate(Context context) {
        if (context instanceof GenerationContext generation) {
            attributes = generation.attributes();
            attributes.started();
        }
        sessions.follow(context);
    }

    @Override
    public void closeSockets(Context context) {
        OpenSockets.close(context.getServletContext());
    }

    @Override
    public void remove(Context context) {
        tomcat.getHost().removeChild(context);
    }

    @Override
    public void start() throws Exception {
        tomcat.getConnector();
        Context alone = plain;
        if (alone != null) {
            tomcat.getHost().addChild(alone);
        }
        tomcat.start();
        if (inDevelopment) {
            TomcatConnectors.addIpv6Loopback(tomcat.getService());
        }
    }

    @Override
    public Optional<Listening> listening() {
        return TomcatConnectors.listening(tomcat.getService());
    }

    @Override
    public void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
