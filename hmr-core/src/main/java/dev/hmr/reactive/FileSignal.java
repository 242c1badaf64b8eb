package dev.hmr.reactive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file's content, as a signal. Contents decide: a file that was touched or written again as it was is no change. A file
 * that is not there is empty, and whoever found it missing runs when it appears. One that cannot be read throws an {@link
 * UncheckedIOException} when it is read here.
 *
 * <p>It looks at the file when it is created and on {@link #refresh}, which whoever watches the file calls; {@link
 * #refreshEvery} does without a watcher. Any thread. To close it ends the regular looks; one that was created in an effect
 * or derived is closed with the run. Keeps the content in memory, and reads all of it on each look.
 */
public final class FileSignal implements Supplier<Optional<byte[]>>, AutoCloseable {
    private final Path path;
    private final Signal<Content> content;
    private @Nullable ScheduledFuture<?> looks;
    private boolean closed;

    /** Bytes, or why there are none; neither if there is no file. */
    private record Content(
            @Nullable ByteBuffer bytes, @Nullable IOException failure) {
        static boolean same(Content previous, Content next) {
            return Objects.equals(previous.bytes, next.bytes)
                    && Objects.equals(String.valueOf(previous.failure), String.valueOf(next.failure));
        }
    }

    FileSignal(ReactiveContext context, Path path) {
        this.path = path;
        this.content = context.signal(read(path), Content::same);
        context.onCleanupIfOwned(this::close);
    }

    private static Content read(Path path) {
        try {
            return new Content(ByteBuffer.wrap(Files.readAllBytes(path)), null);
        } catch (NoSuchFileException e) {
            return new Content(null, null);
        } catch (IOException e) {
            return new Content(null, e);
        }
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** The content, not to be modified; empty if there is no such file. The derived or effect that is running depends on it. */
    @Override
    public Optional<byte[]> get() {
        Content now = content.get();
        if (now.failure() != null) {
            throw new UncheckedIOException(
                    "Cannot read " + path + ". It is read again when it changes.", now.failure());
        }
        return Optional.ofNullable(now.bytes()).map(ByteBuffer::array);
    }

    /**
     * Looks at the file.
     *
     * @return whether its content has changed
     */
    public boolean refresh() {
        return content.update(before -> read(path)); // in one turn, so that no older look comes last
    }

    /** Looks at the file again and again, on the scheduler, until this is closed. Failures of effects go to its threads' handler. */
    public FileSignal refreshEvery(Duration interval, ScheduledExecutorService scheduler) {
        synchronized (this) {
            if (looks != null) {
                throw new IllegalStateException(
                        path + " is looked at regularly already. Create another FileSignal for" + " another interval.");
            }
            if (!closed) {
                looks = scheduler.scheduleWithFixedDelay(
                        () -> Failures.reporting(this::refresh), 0, interval.toNanos(), TimeUnit.NANOSECONDS);
            }
        }
        return this;
    }

    /** Ends the regular looks; the content stays. */
    @Override
    public synchronized void close() {
        closed = true;
        if (looks != null) {
            looks.cancel(false);
        }
    }
}
