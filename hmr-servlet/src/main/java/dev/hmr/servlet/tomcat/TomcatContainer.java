package dev.hmr.servlet.tomcat;

import dev.hmr.servlet.EmbeddedContainer;
import dev.hmr.servlet.Listening;
import dev.hmr.servlet.Succession;
import java.util.Collection;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.Manager;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;

/** Embedded Tomcat 11. */
final class TomcatContainer extends TomcatContexts implements EmbeddedContainer<Context> {
    private final Tomcat tomcat;
    private final LiveSessions sessions = new LiveSessions();
    private @Nullable Context plain;
    private boolean inDevelopment;

    TomcatContainer(Tomcat tomcat, Succession<Context> succession) {
        super(succession);
        this.tomcat = tomcat;
    }

    @Override
    Host host() {
        return tomcat.getHost();
    }

    @Override
    Manager sessions() {
        return sessions;
    }

    @Override
    Manager sessionsOfChannel() {
        return sessions;
    }

    @Override
    public Context plain() {
        StandardContext context = prepared(new StandardContext());
        context.setName("");
        plain = context;
        return context;
    }

    @Override
    public Context create() {
        GenerationContext context =
                quiet(prepared(new GenerationContext(attributes().next())));
        context.setParentClassLoader(Thread.currentThread().getContextClassLoader());
        context.setManager(new SharedSessions(sessions));
        return context;
    }

    private <T extends StandardContext> T prepared(T context) {
        context.setPath("");
        context.setParent(host());
        context.addLifecycleListener(new Tomcat.FixContextListener());
        return context;
    }

    @Override
    public Collection<String> bindToNamedHosts() {
        tomcat.getConnector();
        inDevelopment = true;
        return TomcatConnectors.bindToLoopback(tomcat.getService());
    }

    @Override
    public void start() throws Exception {
        tomcat.getConnector();
        Context alone = plain;
        if (alone != null) {
            host().addChild(alone);
        }
        tomcat.start();
        if (inDevelopment) {
            TomcatConnectors.addIpv6Loopback(tomcat.getService());
        }
    }

    @Override
    public List<Listening> listening() {
        return TomcatConnectors.listening(tomcat.getService());
    }

    @Override
    public void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
