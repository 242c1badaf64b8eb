package dev.hmr.watch;

import static dev.hmr.watch.FileChange.Kind.CREATED;
import static dev.hmr.watch.FileChange.Kind.DELETED;
import static dev.hmr.watch.FileChange.Kind.MODIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the watcher when the operating system, a file or the listener lets it down. */
class WatchFailureTest {
    @TempDir
    Path root;

    private final RecordingListener listener = new RecordingListener();
    private @Nullable Watcher watcher;

    @AfterEach
    void close() {
        if (watcher != null) {
            watcher.close();
        }
        assertThat(listener.hasMore()).isFalse();
    }

    @Test
    void withoutEventsARootIsPolledAndTheListenerTold() throws Exception {
        Path modified = Files.writeString(root.resolve("Modified.java"), "old");
        Path deleted = Files.writeString(root.resolve("Deleted.java"), "old");
        start(listener, (tree, sink) -> {
            throw new IOException("User limit of inotify instances reached or too many open files");
        });
        Files.writeString(modified, "new");
        Files.delete(deleted);
        Path created = Files.createDirectory(root.resolve("pkg")).resolve("Created.java");
        Files.writeString(created, "new");

        assertThat(listener.nextFailure())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(root.toString())
                .hasMessageContaining("polled every 500 ms")
                .hasMessageContaining("fs.inotify.max_user_instances");
        assertThat(listener.until(changes -> changes.size() == 3))
                .containsEntry(modified, MODIFIED)
                .containsEntry(deleted, DELETED)
                .containsEntry(created, CREATED);
    }

    @Test
    void aRootWhoseWatchesRunOutIsSaidOnceAndPolled() throws Exception {
        IOException limit = new IOException("User limit of inotify watches reached");
        start(listener, (tree, sink) -> {
            sink.unwatchable(root, limit);
            sink.unwatchable(root, limit);
            return () -> {};
        });
        Path file = Files.writeString(root.resolve("App.java"), "new");

        assertThat(listener.nextFailure())
                .hasMessageContaining("fs.inotify.max_user_watches")
                .hasCause(limit);
        assertThat(listener.next().changes()).containsExactly(new FileChange(file, CREATED));
    }

    @Test
    void lostEventsAreMadeUpForAndEverythingIsRegisteredAnew() throws Exception {
        Path file = Files.writeString(root.resolve("App.java"), "old");
        BlockingQueue<NativeEvents.Sink> starts = new LinkedBlockingQueue<>();
        BlockingQueue<NativeEvents.Sink> closed = new LinkedBlockingQueue<>();
        start(listener, (tree, sink) -> {
            starts.add(sink);
            return () -> closed.add(sink);
        });
        Files.writeString(file, "new");
        long lostAt = System.nanoTime();
        starts.take().lost(lostAt);

        ChangeSet set = listener.next();
        assertThat(set.changes()).containsExactly(new FileChange(file, MODIFIED));
        assertThat(set.detectedNanos()).isEqualTo(lostAt);
        assertThat(closed).hasSize(1);
        assertThat(starts).hasSize(1);
    }

    @Test
    void aFileThatCannotBeReadIsSaidOnceAndWatchingContinues() throws Exception {
        start(listener, NativeEvents::start);
        Path loop = root.resolve("loop.java");
        Files.createSymbolicLink(loop, loop);

        assertThat(listener.nextFailure()).isInstanceOf(IOException.class).hasMessageContaining(loop.toString());
        Path file = Files.writeString(root.resolve("App.java"), "new");
        assertThat(listener.next().changes()).containsExactly(new FileChange(file, CREATED));
    }

    @Test
    void aListenerThatThrowsIsToldAndWatchingContinues() throws Exception {
        IllegalStateException mistake = new IllegalStateException("of the listener");
        start(
                new WatchListener() {
                    private boolean thrown;

                    @Override
                    public void changed(ChangeSet changes) {
                        if (!thrown) {
                            thrown = true;
                            throw mistake;
                        }
                        listener.changed(changes);
                    }

                    @Override
                    public void failed(Throwable failure) {
                        listener.failed(failure);
                    }
                },
                NativeEvents::start);
        Path file = Files.writeString(root.resolve("App.java"), "new");
        assertThat(listener.nextFailure()).isSameAs(mistake);

        Files.writeString(file, "newer");
        assertThat(listener.next().changes()).containsExactly(new FileChange(file, MODIFIED));
    }

    @Test
    void aListenerThatCannotEvenTakeAFailureDoesNotEndWatching() throws Exception {
        start(
                new WatchListener() {
                    private boolean thrown;

                    @Override
                    public void changed(ChangeSet changes) {
                        if (!thrown) {
                            throw new IllegalStateException("of the listener");
                        }
                        listener.changed(changes);
                    }

                    @Override
                    public void failed(Throwable failure) {
                        thrown = true;
                        listener.failed(failure);
                        throw new IllegalStateException("expected in the log of this test", failure);
                    }
                },
                NativeEvents::start);
        Path file = Files.writeString(root.resolve("App.java"), "new");
        assertThat(listener.nextFailure()).hasMessage("of the listener");

        Files.writeString(file, "newer");
        assertThat(listener.next().changes()).containsExactly(new FileChange(file, MODIFIED));
    }

    private void start(WatchListener told, WatchLoop.EventSource source) {
        watcher = Watcher.start(List.of(root), path -> false, told, source);
    }
}
