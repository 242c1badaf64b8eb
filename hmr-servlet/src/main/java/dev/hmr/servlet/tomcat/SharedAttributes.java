package dev.hmr.servlet.tomcat;

import dev.hmr.servlet.ContextAttributes;
import jakarta.servlet.ServletContext;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.core.ApplicationContext;
import org.apache.catalina.core.StandardContext;
import org.jspecify.annotations.Nullable;

/** The servlet context of one generation, which has its attributes in common with all others. Thread-safe. */
final class SharedAttributes extends ApplicationContext {

    SharedAttributes(StandardContext context, ContextAttributes shared) {
        super(context);
        this.attributes = new View(shared);
    }

    ServletContext facade() {
        return getFacade();
    }

    /** A context that is stopped takes nothing along. */
    @Override
    protected void clearAttributes() {}

    /** The map that Tomcat keeps attributes in: the container's own are of this context, the application's of all. */
    private static final class View extends AbstractMap<String, Object> {
        private final Map<String, Object> containers = new ConcurrentHashMap<>();
        private final ContextAttributes shared;

        View(ContextAttributes shared) {
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
}
