package dev.hmr.heap;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** A dump of this JVM's live objects in a temporary file that nobody else can read. Closing it deletes the file. */
final class HeapDump implements Closeable {
    private final Path directory;
    private final Path file;

    private HeapDump(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("heap.hprof");
    }

    /**
     * Collects the garbage and writes down the rest, during which the JVM stands still.
     *
     * @throws IOException if the file cannot be written
     * @throws UnsupportedOperationException if this JVM cannot dump its heap
     */
    static HeapDump take() throws IOException {
        // Private to the user, as createTempDirectory makes it.
        HeapDump dump = new HeapDump(Files.createTempDirectory("hmr-heap"));
        try {
            Dumper.dump(dump.file);
            return dump;
        } catch (LinkageError e) {
            dump.close();
            throw new UnsupportedOperationException("this Java has no module jdk.management", e);
        } catch (IOException | RuntimeException e) {
            dump.close();
            throw e;
        }
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(directory);
    }

    /** Apart, because linking it fails where the module is missing. */
    private static final class Dumper {
        static void dump(Path file) throws IOException {
            HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            if (bean == null) {
                throw new UnsupportedOperationException("this JVM is not HotSpot");
            }
            bean.dumpHeap(file.toString(), true);
        }
    }
}
