package dev.hmr.servlet.jetty;

import dev.hmr.servlet.ContextAttributes;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.handler.ContextHandler;

/** The context of one generation, which has its attributes and sessions in common with all others. As thread-safe as Jetty's. */
final class GenerationContext extends ServletContextHandler implements Generational {
    private final ContextAttributes attributes;

    GenerationContext(SharedSessions sessions, ContextAttributes attributes) {
        super(sessions, null, null, null);
        this.attributes = attributes;
    }

    @Override
    public ContextAttributes attributes() {
        return attributes;
    }

    @Override
    protected ContextHandler.ScopedContext newContext() {
        return new SharingContext(this, this::attributes);
    }
}
