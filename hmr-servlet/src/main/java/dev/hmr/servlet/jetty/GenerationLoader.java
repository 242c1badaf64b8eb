package dev.hmr.servlet.jetty;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The loader that Jetty has for a later generation of a web application. Classes of the project are those of the
 * generation, and everything else is what the web application's first loader has, so that nothing exists twice. Defines no
 * class itself. Thread-safe.
 */
final class GenerationLoader extends ClassLoader {
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
        // Jetty looks into the ancestry for what it gave to each web application, such as its names in JNDI.
        super(first.getParent());
        this.code = code;
        this.first = first;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
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
}
