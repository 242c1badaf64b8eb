package dev.hmr.servlet.jetty;

import dev.hmr.servlet.ContextAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.jspecify.annotations.Nullable;

/** The scope of one generation, which has the application's attributes in common with all others. Thread-safe. */
final class SharingContext extends ServletContextHandler.ServletScopedContext {
    private final Supplier<ContextAttributes> attributes;

    /** @param attributes is asked once the context has been constructed */
    SharingContext(ServletContextHandler context, Supplier<ContextAttributes> attributes) {
        context.super();
        this.attributes = attributes;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        Object mine = ContextAttributes.isTheContainers(name)
                ? null
                : attributes.get().get(name);
        return mine == null ? super.getAttribute(name) : mine;
    }

    @Override
    public @Nullable Object setAttribute(String name, @Nullable Object value) {
        return ContextAttributes.isTheContainers(name)
                ? super.setAttribute(name, value)
                : attributes.get().set(name, value);
    }

    @Override
    public @Nullable Object removeAttribute(String name) {
        return ContextAttributes.isTheContainers(name)
                ? super.removeAttribute(name)
                : attributes.get().set(name, null);
    }

    @Override
    public Set<String> getAttributeNameSet() {
        Set<String> names = new HashSet<>(super.getAttributeNameSet());
        names.addAll(attributes.get().names());
        return names;
    }
}
