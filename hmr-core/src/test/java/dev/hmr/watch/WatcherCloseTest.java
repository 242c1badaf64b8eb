package dev.hmr.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatcherCloseTest {
    @TempDir
    Path root;

    @Test
    void noThreadIsLeft() throws Exception {
        for (int i = 0; i < 20; i++) {
            RecordingListener listener = new RecordingListener();
            Watcher watcher = Watcher.start(List.of(root), listener);
            Files.writeString(root.resolve("App.java"), "version " + i);
            listener.next();
            assertThat(watcherThreads()).contains("hmr-watch", "hmr-watch-events");
            watcher.close();
            watcher.close();
        }

        // The JDK's own thread of a watch service ends soon after the service is closed, not before.
        await().untilAsserted(() -> assertThat(watcherThreads()).isEmpty());
    }

    @Test
    void mayBeCalledByTheListener() throws Exception {
        CompletableFuture<Watcher> started = new CompletableFuture<>();
        CompletableFuture<Thread> closed = new CompletableFuture<>();
        started.complete(Watcher.start(List.of(root), new WatchListener() {
            @Override
            public void changed(ChangeSet changes) {
                started.join().close();
                closed.complete(Thread.currentThread());
            }

            @Override
            public void failed(Throwable failure) {
                closed.completeExceptionally(failure);
            }
        }));
        Files.writeString(root.resolve("App.java"), "new");

        assertThat(closed.get(60, TimeUnit.SECONDS).getName()).isEqualTo("hmr-watch");
        await().untilAsserted(() -> assertThat(watcherThreads()).isEmpty());
    }

    @Test
    void anInterruptOfTheWatchersThreadEndsItWithAWord() throws Exception {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        Watcher watcher = Watcher.start(List.of(root), new WatchListener() {
            @Override
            public void changed(ChangeSet changes) {
                Thread.currentThread().interrupt();
            }

            @Override
            public void failed(Throwable failure) {
                told.complete(failure);
            }
        });
        Files.writeString(root.resolve("App.java"), "new");

        assertThat(told.get(60, TimeUnit.SECONDS))
                .hasMessageContaining(root.toString())
                .hasMessageContaining("interrupted");
        await().untilAsserted(() -> assertThat(watcherThreads()).isEmpty());
        watcher.close();
    }

    private static List<String> watcherThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("hmr-watch") || name.contains("WatchService"))
                .toList();
    }
}
