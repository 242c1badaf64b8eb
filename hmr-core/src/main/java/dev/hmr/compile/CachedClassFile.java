package dev.hmr.compile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * A class file of a jar or of the JDK, read at most once while memory allows. These do not change under a running
 * application: its class loaders keep them open just as well.
 */
final class CachedClassFile extends ForwardingJavaFileObject<JavaFileObject> {
    private final String binaryName;
    private final LibraryClasses uses;
    private @Nullable SoftReference<byte[]> content;

    /** @param uses told each time it is read */
    CachedClassFile(JavaFileObject file, String binaryName, LibraryClasses uses) {
        super(file);
        this.uses = uses;
        this.binaryName = binaryName;
    }

    String binaryName() {
        return binaryName;
    }

    @Override
    public InputStream openInputStream() throws IOException {
        uses.read(binaryName);
        byte[] bytes = content == null ? null : content.get();
        if (bytes == null) {
            try (InputStream in = super.openInputStream()) {
                bytes = in.readAllBytes();
            }
            content = new SoftReference<>(bytes);
        }
        return new ByteArrayInputStream(bytes);
    }
}
