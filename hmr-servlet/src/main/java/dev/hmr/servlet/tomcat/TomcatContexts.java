package dev.hmr.servlet.tomcat;

import dev.hmr.HmrException;
import dev.hmr.servlet.ContextAttributes;
import dev.hmr.servlet.ContextContainer;
import dev.hmr.servlet.JakartaSockets;
import dev.hmr.servlet.SocketUpgrade;
import dev.hmr.servlet.Succession;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.Manager;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;

/** The contexts of one application in a host of Tomcat 11: for Tomcat they are its versions. */
abstract class TomcatContexts implements ContextContainer<Context> {
    private final Succession<Context> succession;
    /**
     * Those that were removed among them: Tomcat picks a version for a request before it is told which one serves, and that one
     * may go in between.
     */
    private final Set<Context> versions = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private ContextAttributes attributes = new ContextAttributes();
    private int count;
    private @Nullable Valve current;

    TomcatContexts(Succession<Context> succession) {
        this.succession = succession;
    }

    abstract Host host();

    /** The sessions of all generations. */
    abstract Manager sessions();

    /** The manager that the developer channel's context has, which ends last. */
    abstract Manager sessionsOfChannel();

    /** The attributes of the generation that serves, or will serve first. */
    ContextAttributes attributes() {
        return attributes;
    }

    @Override
    public SocketUpgrade.Provider sockets() {
        return JakartaSockets::new;
    }

    @Override
    public void addDevChannel(Filter filter, String contextPath) {
        StandardContext channel = quiet(new StandardContext());
        channel.setPath(contextPath);
        channel.setParent(host());
        channel.setParentClassLoader(TomcatContexts.class.getClassLoader());
        channel.addLifecycleListener(new Tomcat.FixContextListener());
        channel.setManager(sessionsOfChannel());
        channel.addServletContainerInitializer(new WsSci(), null);
        FirstFilter.addTo(channel, filter);
        // Without a servlet behind them, Tomcat asks no filters.
        Tomcat.addServlet(channel, "nothing", new HttpServlet() {});
        channel.addServletMappingDecoded("/", "nothing");
        Valve valve = new CurrentContext(succession, channel, versions::contains);
        host().getPipeline().addValve(valve);
        current = valve;
        addVersion(channel);
    }

    /** Takes all of them out of the host but one, and no longer tells requests where to go. */
    final void removeAllBut(Context kept) {
        for (Container context : host().findChildren()) {
            if (context != kept && context instanceof Context version && versions.contains(version)) {
                remove(version);
            }
        }
        Valve valve = current;
        if (valve != null) {
            host().getPipeline().removeValve(valve);
        }
    }

    @Override
    public void add(Context context, Filter first) {
        FirstFilter.addTo(context, first);
        addVersion(context);
        if (host().getState().isAvailable() && !context.getState().isAvailable()) {
            @Nullable Throwable cause = context instanceof GenerationContext generation ? generation.failure() : null;
            throw new HmrException(
                    "Tomcat could not start the application: " + (cause == null ? "its log says why" : cause), cause);
        }
    }

    private void addVersion(Context context) {
        // Tomcat sorts versions as text.
        context.setWebappVersion("%08d".formatted(count++));
        context.setName(context.getPath() + "##" + context.getWebappVersion());
        addKnown(context);
        host().addChild(context);
    }

    /** Counts a context that is in the host among the application's. */
    final void addKnown(Context context) {
        versions.add(context);
    }

    /** HMR looks after what replaced code leaves behind, and Tomcat would ask for JVM options to do so. */
    static <T extends StandardContext> T quiet(T context) {
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesRmiTargets(false);
        return context;
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
        }
        attributes.started();
        if (sessions() instanceof LiveSessions live) {
            live.follow(context);
        }
    }

    @Override
    public void closeSockets(Context context) {
        OpenSockets.close(context.getServletContext());
    }

    @Override
    public void remove(Context context) {
        host().removeChild(context);
    }
}
