package dev.hmr;

import java.util.Collection;

/**
 * Empties a cache that would keep replaced classes in memory, or hand them out after a reload. Implementations are named in
 * {@code META-INF/services/dev.hmr.CacheFlusher} and have a public constructor without parameters; they are asked after each
 * reload, once the last request on the replaced code has ended, one after the other on a thread of HMR's. One that throws is
 * logged. HMR itself empties the caches of the JDK and the type cache of Jackson 2.
 */
@FunctionalInterface
public interface CacheFlusher {
    /**
     * Drops whatever a cache has of some classes. What is dropped without need is only made again.
     *
     * @param replaced the loaders of the classes that were replaced, which nobody should keep from then on; do not keep them
     * @throws Exception if that is not possible
     */
    void flush(Collection<ClassLoader> replaced) throws Exception;
}
