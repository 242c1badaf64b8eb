package dev.hmr.servlet.tomcat;

import dev.hmr.HmrException;
import dev.hmr.servlet.DeployingContainer;
import dev.hmr.servlet.Listening;
import dev.hmr.servlet.Succession;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.Manager;
import org.apache.catalina.Service;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.StandardManager;

/**
 * A web application that Tomcat 11 has deployed. Its first context stays started as long as the application does, because its
 * class loader is the stable parent of all later ones; what it holds is destroyed once a later one serves.
 */
final class WebApplication extends TomcatContexts implements DeployingContainer<Context> {
    private final StandardContext first;
    private final ClassLoader firstLoader;
    private final Manager sessions;
    private final Host host;
    private final Service service;

    /**
     * Takes a web application over.
     *
     * @param first is being started, and has not called any listener of the application yet
     * @throws HmrException if that cannot be; the application is as it was then
     */
    WebApplication(StandardContext first, ClassLoader firstLoader, Succession<Context> succession) {
        super(succession);
        this.first = first;
        this.firstLoader = firstLoader;
        this.host = (Host) first.getParent();
        this.service = Container.getService(first);
        TomcatConnectors.requireUnserved(service);
        this.sessions = takeOverSessions();
        takeOverAttributes();
        takeOverReloading();
        addKnown(first);
    }

    /** Sessions tell the listeners of the generation that serves, so that Tomcat's plain manager is not enough. */
    private Manager takeOverSessions() {
        Manager own = first.getManager();
        if (own.getClass() != StandardManager.class) {
            return own;
        }
        LiveSessions live = new LiveSessions();
        first.setManager(live);
        return live;
    }

    private void takeOverAttributes() {
        ServletContext context = first.getServletContext();
        AttributeView view = new AttributeView(attributes());
        Collections.list(context.getAttributeNames()).forEach(name -> view.put(name, context.getAttribute(name)));
        keepAttributesIn(view);
    }

    private void keepAttributesIn(Map<String, Object> attributes) {
        try {
            TomcatInternals.setAttributes(first.getServletContext(), attributes);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new HmrException("This Tomcat keeps its attributes elsewhere: " + e.getMessage(), e);
        }
    }

    /** Tomcat would start the whole application anew, with nothing kept, or not notice for seconds that a file changed. */
    private void takeOverReloading() {
        first.setReloadable(false);
        for (String resource : List.of(first.findWatchedResources())) {
            first.removeWatchedResource(resource);
        }
        first.getResources().setCachingAllowed(false);
        JspPages.lookAtEveryRequest(first);
    }

    @Override
    Host host() {
        return host;
    }

    @Override
    Manager sessions() {
        return sessions;
    }

    @Override
    Manager sessionsOfChannel() {
        return new SharedSessions(sessions);
    }

    @Override
    public Context create() {
        ClassLoader code = Thread.currentThread().getContextClassLoader();
        DeployedContext context = quiet(new DeployedContext(
                attributes().next(), new GenerationLoader(code, firstLoader), new SharedSessions(sessions)));
        context.setPath(first.getPath());
        context.setDocBase(first.getServletContext().getRealPath("/"));
        context.setUnpackWAR(false);
        context.setConfigFile(first.getConfigFile());
        context.setOverride(first.getOverride());
        context.setParent(host);
        context.addLifecycleListener(configuration());
        context.addLifecycleListener(JspPages::lookAtEveryRequest);
        return context;
    }

    private LifecycleListener configuration() {
        try {
            return Class.forName(host.getConfigClass())
                    .asSubclass(LifecycleListener.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new HmrException("The configClass of the host is of no use: " + host.getConfigClass(), e);
        }
    }

    @Override
    public void add(Context context, Filter filter) {
        if (context == first) {
            FirstFilter.addTo(first, filter);
        } else {
            super.add(context, filter);
        }
    }

    @Override
    public void remove(Context context) {
        if (context == first) {
            destroyWhatItHolds();
        } else {
            super.remove(context);
        }
    }

    private void destroyWhatItHolds() {
        ClassLoader before = first.bind(null);
        try {
            for (Container child : first.findChildren()) {
                if (child instanceof Wrapper servlet && servlet.getState().isAvailable()) {
                    servlet.stop();
                }
            }
            first.filterStop();
            first.listenerStop();
        } catch (LifecycleException e) {
            throw new HmrException("A servlet of the replaced code could not be stopped: " + e.getMessage(), e);
        } finally {
            first.unbind(before);
        }
    }

    @Override
    public void removeLaterOnes() {
        if (sessions instanceof LiveSessions) {
            // They end while there are listeners to tell; Tomcat makes a plain manager if it starts the context again.
            first.setManager(null);
        }
        removeAllBut(first);
        Map<String, Object> plain = new ConcurrentHashMap<>();
        ServletContext context = first.getServletContext();
        Collections.list(context.getAttributeNames()).forEach(name -> plain.put(name, context.getAttribute(name)));
        keepAttributesIn(plain);
    }

    @Override
    public Collection<String> bindToNamedHosts() {
        return TomcatConnectors.bindToLoopback(service);
    }

    @Override
    public List<Listening> listening() {
        return TomcatConnectors.listening(service);
    }
}
