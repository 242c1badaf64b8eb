package dev.hmr.servlet.tomcat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.loader.ParallelWebappClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * The loader that Tomcat has for a later generation of a web application. Classes of the project are those of the
 * generation, and everything else is what the web application's first loader has, so that nothing exists twice. Defines no
 * class itself. Thread-safe.
 */
final class GenerationLoader extends ParallelWebappClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final ClassLoader code;
    private final ClassLoader first;

    /**
     * @param code gives the classes of the generation
     * @param first the web application's own loader
     */
    GenerationLoader(ClassLoader code, ClassLoader first) {
        super(first);
        this.code = code;
        this.first = first;
    }

    @Override
    public Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return code.loadClass(name);
    }

    @Override
    public @Nullable URL getResource(String name) {
        return first.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return first.getResources(name);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        return first.getResourceAsStream(name);
    }

    /** Classes and libraries may be asked for as long as requests of the generation are under way, and there is nothing to clear. */
    @Override
    public void stop() throws LifecycleException {
        destroy();
    }
}
