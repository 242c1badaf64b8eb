package dev.hmr.reactive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSignalTest {
    private final ReactiveContext context = new ReactiveContext();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    private void print(FileSignal file) {
        seen.add(file.get().map(bytes -> new String(bytes, UTF_8)).orElse("missing"));
    }

    @Test
    void whoReadItRunsWhenItsContentHasChanged() throws IOException {
        Path path = Files.writeString(directory.resolve("data"), "a");
        FileSignal file = context.file(path);
        context.effect(() -> print(file));
        Files.writeString(path, "b");
        assertThat(file.refresh()).isTrue();
        assertThat(seen).containsExactly("a", "b");
        assertThat(file.path()).isEqualTo(path);
    }

    @Test
    void toTouchOrRewriteItIsNoChange() throws IOException {
        Path path = Files.writeString(directory.resolve("data"), "a");
        FileSignal file = context.file(path);
        context.effect(() -> print(file));
        Files.setLastModifiedTime(path, FileTime.fromMillis(0));
        assertThat(file.refresh()).isFalse();
        Files.writeString(path, "a");
        assertThat(file.refresh()).isFalse();
        assertThat(seen).containsExactly("a");
    }

    @Test
    void whoFoundItMissingRunsWhenItAppears() throws IOException {
        FileSignal file = context.file(directory.resolve("later"));
        context.effect(() -> print(file));
        assertThat(file.refresh()).isFalse();
        Files.writeString(file.path(), "here");
        file.refresh();
        Files.delete(file.path());
        file.refresh();
        assertThat(seen).containsExactly("missing", "here", "missing");
    }

    @Test
    void oneThatCannotBeReadSaysSoWhereItIsReadAndHeals() throws IOException {
        Path path = Files.createDirectory(directory.resolve("odd"));
        FileSignal file = context.file(path);
        assertThat(file.refresh()).isFalse();
        assertThatThrownBy(file::get).isInstanceOf(UncheckedIOException.class).hasMessageContaining(path.toString());
        Files.delete(path);
        Files.writeString(path, "now");
        assertThat(file.refresh()).isTrue();
        assertThat(file.get())
                .hasValueSatisfying(bytes -> assertThat(bytes).asString(UTF_8).isEqualTo("now"));
    }

    @Test
    void aSchedulerMayLookAgainAndAgain() throws IOException {
        Path path = Files.writeString(directory.resolve("data"), "a");
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try (FileSignal file = context.file(path).refreshEvery(Duration.ofMillis(1), scheduler)) {
            assertThatThrownBy(() -> file.refreshEvery(Duration.ofMillis(1), scheduler))
                    .isInstanceOf(IllegalStateException.class);
            context.effect(() -> print(file));
            Files.writeString(path, "b");
            await().until(() -> seen.contains("b"));
        } finally {
            scheduler.shutdownNow();
        }
    }

    @Test
    void closedItIsLookedAtNoLonger() {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
        scheduler.setRemoveOnCancelPolicy(true);
        try {
            Effect effect = context.effect(() -> {
                FileSignal file = context.file(directory.resolve("none")).refreshEvery(Duration.ofDays(1), scheduler);
                print(file);
            });
            effect.dispose();
            await().until(() -> scheduler.getQueue().isEmpty());
        } finally {
            scheduler.shutdownNow();
        }
    }
}
