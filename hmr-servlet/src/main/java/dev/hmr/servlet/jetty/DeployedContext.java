package dev.hmr.servlet.jetty;

import dev.hmr.servlet.ContextAttributes;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.handler.ContextHandler;

/**
 * The context of a later generation of a web application, which Jetty configures as it did the first: from {@code web.xml},
 * annotations and {@code jetty-web.xml}. What these say of class loaders and of how sessions are kept is HMR's to decide. As
 * thread-safe as Jetty's.
 */
final class DeployedContext extends WebAppContext implements Generational {
    private final ContextAttributes attributes;
    private final GenerationLoader classes;

    /** @param working its own directory, which it deletes when it ends */
    DeployedContext(ContextAttributes attributes, GenerationLoader classes, SharedSessions sessions, Path working) {
        super(null, sessions, null, null, new ErrorPageErrorHandler(), SESSIONS | SECURITY);
        this.attributes = attributes;
        this.classes = classes;
        setTempDirectory(working.toFile());
        setThrowUnavailableOnStartupException(true);
    }

    @Override
    public ContextAttributes attributes() {
        return attributes;
    }

    @Override
    protected ContextHandler.ScopedContext newContext() {
        return new SharingContext(this, this::attributes);
    }

    @Override
    protected ClassLoader configureClassLoader(ClassLoader loader) {
        return classes;
    }

    @Override
    public void setSessionHandler(SessionHandler sessions) {
        if (sessions instanceof SharedSessions) {
            super.setSessionHandler(sessions);
        }
    }

    @Override
    protected void startWebapp() throws Exception {
        ServletSettings.lookAtEveryRequest(this);
        super.startWebapp();
    }
}
