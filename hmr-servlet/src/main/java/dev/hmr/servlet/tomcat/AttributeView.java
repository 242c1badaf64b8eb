package dev.hmr.servlet.tomcat;

import dev.hmr.servlet.ContextAttributes;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The map that Tomcat keeps attributes in: the container's own are of one context, the application's of all. Thread-safe. */
final class AttributeView extends AbstractMap<String, Object> {
    private final Map<String, Object> containers = new ConcurrentHashMap<>();
    private final ContextAttributes shared;

    AttributeView(ContextAttributes shared) {
        this.shared = shared;
    }

    @Override
    public @Nullable Object get(Object name) {
        return ContextAttributes.isTheContainers((String) name) ? containers.get(name) : shared.get((String) name);
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public @Nullable Object put(String name, Object value) {
        return ContextAttributes.isTheContainers(name) ? containers.put(name, value) : shared.set(name, value);
    }

    @Override
    public @Nullable Object remove(Object name) {
        return ContextAttributes.isTheContainers((String) name)
                ? containers.remove(name)
                : shared.set((String) name, null);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> all = new HashMap<>(containers);
        for (String name : shared.names()) {
            Object value = shared.get(name);
            if (value != null) {
                all.put(name, value);
            }
        }
        return Set.copyOf(all.entrySet());
    }
}
