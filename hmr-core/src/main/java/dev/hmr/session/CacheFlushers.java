package dev.hmr.session;

import dev.hmr.CacheFlusher;
import java.beans.Introspector;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.ResourceBundle;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** All cache flushers there are, as one. One thread at a time. */
final class CacheFlushers implements CacheFlusher {
    private static final System.Logger LOG = System.getLogger("dev.hmr");

    private final ClassLoader application;
    private final List<CacheFlusher> all = new ArrayList<>();
    private boolean loaded;

    /** @param application where caches and further flushers are looked for */
    CacheFlushers(ClassLoader application) {
        this.application = application;
    }

    @Override
    public void flush(Collection<ClassLoader> replaced) {
        if (!loaded) {
            loaded = true;
            load();
        }
        for (CacheFlusher flusher : all) {
            try {
                flusher.flush(replaced);
            } catch (Exception | Error e) {
                LOG.log(Level.WARNING, "The cache flusher " + flusher.getClass().getName() + " failed", e);
            }
        }
    }

    private void load() {
        all.add(loaders -> loaders.forEach(ResourceBundle::clearCache));
        if (isThere("java.beans.Introspector")) {
            all.add(loaders -> Introspector.flushCaches());
        }
        if (isThere(Jackson.TYPES)) {
            all.add(new Jackson(application));
        }
        Iterator<CacheFlusher> further =
                ServiceLoader.load(CacheFlusher.class, application).iterator();
        boolean more = true;
        while (more) {
            try {
                more = further.hasNext();
                if (more) {
                    all.add(further.next());
                }
            } catch (ServiceConfigurationError e) {
                LOG.log(Level.WARNING, "A cache flusher cannot be used", e);
            }
        }
    }

    private boolean isThere(String className) {
        try {
            return Class.forName(className, false, application) != null;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** The application's Jackson, whose mappers share one cache of types unless they are told otherwise. */
    private record Jackson(ClassLoader application) implements CacheFlusher {
        // In two pieces: HMR's own Jackson is moved to another package when the jar is made, and this name is not to
        // be.
        static final String TYPES = "com.".concat("fasterxml.jackson.databind.type.TypeFactory");

        @Override
        public void flush(Collection<ClassLoader> replaced) throws ReflectiveOperationException {
            Class<?> types = Class.forName(TYPES, true, application);
            Object shared = types.getMethod("defaultInstance").invoke(null);
            types.getMethod("clearCache").invoke(shared);
        }
    }
}
