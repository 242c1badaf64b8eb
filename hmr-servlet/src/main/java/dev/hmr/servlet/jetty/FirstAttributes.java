package dev.hmr.servlet.jetty;

import dev.hmr.servlet.ContextAttributes;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.util.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * What the application keeps in the attributes of the context that Jetty itself made. That one cannot be made to look
 * elsewhere, so that all others look here. Thread-safe.
 */
final class FirstAttributes extends AbstractMap<String, Object> {
    private final Attributes attributes;

    FirstAttributes(ServletContextHandler first) {
        this.attributes = first.getContext();
    }

    @Override
    public @Nullable Object get(Object name) {
        return attributes.getAttribute((String) name);
    }

    @Override
    public @Nullable Object put(String name, Object value) {
        return attributes.setAttribute(name, value);
    }

    @Override
    public @Nullable Object remove(Object name) {
        return attributes.removeAttribute((String) name);
    }

    @Override
    public Set<String> keySet() {
        return attributes.getAttributeNameSet().stream()
                .filter(name -> !ContextAttributes.isTheContainers(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return keySet().stream()
                .map(name -> Map.entry(name, attributes.getAttribute(name)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
