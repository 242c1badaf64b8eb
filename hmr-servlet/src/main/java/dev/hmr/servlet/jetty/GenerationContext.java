package dev.hmr.servlet.jetty;

import dev.hmr.servlet.ContextAttributes;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.jspecify.annotations.Nullable;

/** The context of one generation, which has its attributes and sessions in common with all others. As thread-safe as Jetty's. */
final class GenerationContext extends ServletContextHandler {
    private final ContextAttributes attributes;

    GenerationContext(SharedSessions sessions, ContextAttributes attributes) {
        super(sessions, null, null, null);
        this.attributes = attributes;
    }

    ContextAttributes attributes() {
        return attributes;
    }

    @Override
    protected ContextHandler.ScopedContext newContext() {
        return new SharingContext();
    }

    private final class SharingContext extends ServletScopedContext {
        @Override
        public @Nullable Object getAttribute(String name) {
            Object mine = ContextAttributes.isTheContainers(name) ? null : attributes.get(name);
            return mine == null ? super.getAttribute(name) : mine;
        }

        @Override
        public @Nullable Object setAttribute(String name, @Nullable Object value) {
            return ContextAttributes.isTheContainers(name)
                    ? super.setAttribute(name, value)
                    : attributes.set(name, value);
        }

        @Override
        public @Nullable Object removeAttribute(String name) {
            return ContextAttributes.isTheContainers(name) ? super.removeAttribute(name) : attributes.set(name, null);
        }

        @Override
        public Set<String> getAttributeNameSet() {
            Set<String> names = new HashSet<>(super.getAttributeNameSet());
            names.addAll(attributes.names());
            return names;
        }
    }
}
