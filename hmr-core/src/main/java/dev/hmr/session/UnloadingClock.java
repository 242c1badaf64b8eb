package dev.hmr.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts garbage collections that unload classes, which most collections do not, by a class of its own that nothing uses:
 * when that one is gone, such a collection has been. It only counts when it is looked at. One thread at a time.
 */
final class UnloadingClock {
    private final byte[] bytes;
    private WeakReference<Class<?>> unused;
    private long count;

    private static final class Unused {}

    private static final class Loader extends ClassLoader {
        Class<?> define(byte[] bytes) {
            return defineClass(Unused.class.getName(), bytes, 0, bytes.length);
        }
    }

    UnloadingClock() {
        String file = Unused.class.getName().replace('.', '/') + ".class";
        try (@Nullable InputStream in = Unused.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException(file + " is missing from HMR's jar");
            }
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        unused = new WeakReference<>(new Loader().define(bytes));
    }

    /** At most one more than the last time. */
    long count() {
        if (unused.get() == null) {
            count++;
            unused = new WeakReference<>(new Loader().define(bytes));
        }
        return count;
    }
}
