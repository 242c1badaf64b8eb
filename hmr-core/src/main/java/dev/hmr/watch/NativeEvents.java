package dev.hmr.watch;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeEvent.EventType;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.NOPLogger;

/**
 * The operating system's file events for a {@link WatchedTree}, by way of directory-watcher: the JDK's watch service
 * (inotify on Linux), its own on macOS. Directories that appear are registered, and the files already in them reported.
 *
 * <p>directory-watcher's own hashing is off: it would read every file on the calling thread before the start and hold
 * back what it takes for no change, while here a file's content is compared with what the listener knows.
 */
final class NativeEvents implements Closeable {

    /** Where events go. Called on the events' thread, and on the caller's during {@link NativeEvents#start}. */
    interface Sink {
        /** A file may have been created or changed. */
        void touched(Path file, long at);

        /** A file or directory is no longer there. */
        void gone(Path path, long at);

        /** Events are missing; only the files themselves can say what happened. */
        void lost(long at);

        /** No more events come from all of this root. */
        void unwatchable(Path root, IOException cause);

        /** The directory cannot be read, so nothing in it is watched. */
        void unreadable(Path path, IOException cause);
    }

    private final WatchedTree tree;
    private final Sink sink;
    private final DirectoryWatcher watcher;
    private @Nullable Thread thread;
    private volatile boolean closed;

    private NativeEvents(WatchedTree tree, Sink sink) throws IOException {
        this.tree = tree;
        this.sink = sink;
        this.watcher = DirectoryWatcher.builder()
                .paths(tree.anchors())
                .fileHasher(null)
                .fileTreeVisitor(this::visit)
                .listener(new Listener())
                .logger(NOPLogger.NOP_LOGGER)
                .build();
    }

    /**
     * Registers every existing directory of the tree, then returns.
     *
     * @throws IOException if the system has no more events to give, on Linux because too many inotify instances are open
     */
    static NativeEvents start(WatchedTree tree, Sink sink) throws IOException {
        NativeEvents events = new NativeEvents(tree, sink);
        CompletableFuture<Void> running = events.watcher.watchAsync(events::runOnOwnThread);
        if (events.thread != null) {
            return events;
        }
        events.close();
        try {
            running.join();
            throw new IOException("directory-watcher did not start");
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage(), cause);
        }
    }

    private void runOnOwnThread(Runnable eventLoop) {
        Thread events = new Thread(
                () -> {
                    eventLoop.run();
                    if (!closed) {
                        // The loop ends by itself once nothing that was registered exists any longer.
                        sink.lost(System.nanoTime());
                    }
                },
                "hmr-watch-events");
        events.setDaemon(true);
        thread = events;
        events.start();
    }

    private void visit(Path start, FileTreeVisitor.Callback onDirectory, FileTreeVisitor.Callback onFile) {
        tree.walk(start, new WatchedTree.Visitor() {
            @Override
            public boolean directory(Path directory) {
                try {
                    onDirectory.call(directory);
                    return true;
                } catch (NoSuchFileException | NotDirectoryException e) {
                    return false;
                } catch (AccessDeniedException e) {
                    unreadable(directory, e);
                    return false;
                } catch (IOException e) {
                    tree.rootsAround(directory).forEach(root -> sink.unwatchable(root.given(), e));
                    return false;
                }
            }

            @Override
            public void file(Path file, BasicFileAttributes attributes) {
                try {
                    onFile.call(file);
                } catch (IOException e) {
                    unreadable(file, e);
                }
            }

            @Override
            public void unreadable(Path path, IOException cause) {
                sink.unreadable(path, cause);
            }
        });
    }

    /** Ends the events and their thread. Idempotent. */
    @Override
    public void close() throws IOException {
        closed = true;
        watcher.close();
        Thread events = thread;
        if (events != null) {
            try {
                events.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Listener implements DirectoryChangeListener {
        @Override
        public void onEvent(DirectoryChangeEvent event) {
            long at = System.nanoTime();
            EventType type = event.eventType();
            if (type == EventType.OVERFLOW) {
                sink.lost(at);
            } else if (type == EventType.DELETE) {
                gone(event, at);
            } else if (!event.isDirectory()) {
                touched(event, at);
            }
            // A directory is no change: its files are reported one by one.
        }

        private void gone(DirectoryChangeEvent event, long at) {
            Path given = event.isDirectory() ? tree.givenPath(event.path()) : tree.givenFile(event.path());
            if (given != null) {
                sink.gone(given, at);
            }
            tree.rootsBelow(event.path()).forEach(root -> sink.gone(root.given(), at));
        }

        private void touched(DirectoryChangeEvent event, long at) {
            if (event.eventType() == EventType.CREATE
                    && Files.isDirectory(event.path())
                    && tree.isDirectoryWatched(event.path())) {
                // directory-watcher does not follow a symbolic link to a directory that appears later; a restart does.
                sink.lost(at);
                return;
            }
            Path given = tree.givenFile(event.path());
            if (given != null) {
                sink.touched(given, at);
            }
        }

        @Override
        public void onException(Exception e) {
            sink.lost(System.nanoTime());
        }
    }
}
