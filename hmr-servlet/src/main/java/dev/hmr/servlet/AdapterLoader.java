package dev.hmr.servlet;

import java.io.IOException;
import java.io.InputStream;

/**
 * Lets an adapter that is among a web application's libraries use the classes of a container that hides them from web
 * applications: defines the adapter's classes where both sides are visible. Nothing changes for the application itself.
 * Thread-safe.
 */
final class AdapterLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String HMR = "dev.hmr.";

    private final String adapter;
    private final ClassLoader application;

    /**
     * @param adapter what the names of its classes begin with
     * @param application has HMR
     * @param container has the container's classes
     */
    AdapterLoader(String adapter, ClassLoader application, ClassLoader container) {
        super("hmr-adapter", container);
        this.adapter = adapter;
        this.application = application;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(HMR)) {
            return super.loadClass(name, resolve);
        } else if (!name.startsWith(adapter)) {
            return application.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> defined = findLoadedClass(name);
            return defined == null ? define(name) : defined;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = application.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
