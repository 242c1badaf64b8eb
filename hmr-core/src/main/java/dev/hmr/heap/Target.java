package dev.hmr.heap;

import java.lang.ref.WeakReference;
import java.util.concurrent.ThreadLocalRandom;

/** A class loader that should be garbage, in a form that can be found again in a heap dump. Keeps it no longer alive. */
public final class Target extends WeakReference<ClassLoader> {
    final long number = ThreadLocalRandom.current().nextLong();
    private final String name;

    /** @param name how people call what the loader loaded, {@code app.Hello@3} */
    public Target(ClassLoader loader, String name) {
        super(loader);
        this.name = name;
    }

    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
