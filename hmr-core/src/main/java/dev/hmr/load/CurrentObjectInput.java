package dev.hmr.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/**
 * What an {@link ObjectInputStream} is in reloaded code: one that reads objects of the classes that serve now. That of the JDK
 * has the JVM look for them, which remembers what it found.
 */
public class CurrentObjectInput extends ObjectInputStream {
    private final ClassLoader reader;

    /** For subclasses that read in a way of their own. */
    protected CurrentObjectInput() throws IOException {
        this.reader = getClass().getClassLoader();
    }

    /** @param reader the loader of the code that makes this, or of the subclass that calls it */
    public CurrentObjectInput(InputStream in, ClassLoader reader) throws IOException {
        super(in);
        this.reader = reader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
        try {
            return Loaders.forName(type.getName(), false, reader);
        } catch (ClassNotFoundException e) {
            Class<?> found = super.resolveClass(type);
            if (!found.isPrimitive()) {
                // What has been deleted is not to come back from the classes of the start.
                throw e;
            }
            return found;
        }
    }

    @Override
    protected Class<?> resolveProxyClass(String[] names) throws ClassNotFoundException {
        Class<?>[] types = new Class<?>[names.length];
        for (int i = 0; i < names.length; i++) {
            types[i] = Loaders.forName(names[i], false, reader);
        }
        try {
            return ProxyLoaders.getProxyClass(reader, types);
        } catch (IllegalArgumentException e) {
            throw new ClassNotFoundException(String.join(", ", names), e);
        }
    }
}
