package dev.hmr.load;

import dev.hmr.graph.Names;
import dev.hmr.graph.UnitVersion;

/**
 * The context class loader of the threads that run one generation: finds every project class by its name, in the version
 * that serves when it is first asked. Made anew for each generation, because the JVM remembers what a loader once
 * answered; holds nothing that it was not asked for, so that a thread that was started under it pins little.
 */
final class ContextLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Loaders loaders;

    ContextLoader(long generation, Loaders loaders) {
        super(LoaderNames.ofContext(generation), loaders.stableParent());
        this.loaders = loaders;
    }

    Loaders loaders() {
        return loaders;
    }

    @Override
    protected Class<?> loadClass(String binaryName, boolean resolve) throws ClassNotFoundException {
        ClassLoader now = loaderNow(binaryName);
        return now == this ? super.loadClass(binaryName, resolve) : Class.forName(binaryName, false, now);
    }

    /** The loader to ask for a class by name: that of the version that serves now; this one for what is none of the project's. */
    ClassLoader loaderNow(String binaryName) throws ClassNotFoundException {
        String name = Names.internal(binaryName);
        UnitVersion version = loaders.project().version(name);
        if (version == null && loaders.project().isGone(name)) {
            throw new ClassNotFoundException(binaryName + " has been deleted");
        }
        return version == null ? this : version.loader();
    }
}
