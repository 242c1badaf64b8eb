package dev.hmr.compile;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Carries objects between two processes that run the same code, by Java serialization. Nobody but a process and the one that
 * it started is at the ends of it, so what arrives is to be trusted. One thread at a time in each direction.
 */
final class ObjectPipe {
    private final InputStream source;
    private final ObjectOutputStream out;
    /** Opened with the first object, because opening waits for the other side. */
    private @Nullable ObjectInputStream in;

    ObjectPipe(InputStream in, OutputStream out) throws IOException {
        this.source = new BufferedInputStream(in);
        this.out = new PathsByName(new BufferedOutputStream(out));
        this.out.flush();
    }

    void write(Serializable object) throws IOException {
        out.writeObject(object);
        // Otherwise both sides would remember all that was ever sent.
        out.reset();
        out.flush();
    }

    /**
     * Waits for the next object.
     *
     * @throws IOException when the other side has ended, or sends anything else
     */
    <T> T read(Class<T> type) throws IOException {
        try {
            if (in == null) {
                in = new ObjectInputStream(source);
            }
            return type.cast(in.readObject());
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IOException("The other process does not run the same code", e);
        }
    }

    /** Paths cannot be serialized. */
    private static final class PathsByName extends ObjectOutputStream {
        PathsByName(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            return object instanceof Path path ? new Name(path.toString()) : object;
        }
    }

    private record Name(String path) implements Serializable {
        private Object readResolve() {
            return Path.of(path);
        }
    }
}
