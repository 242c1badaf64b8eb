package dev.hmr.watch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told until a test asks for it. */
final class RecordingListener implements WatchListener {
    private static final long PATIENCE_SECONDS = 180;

    private final BlockingQueue<ChangeSet> sets = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

    @Override
    public void changed(ChangeSet changes) {
        sets.add(changes);
    }

    @Override
    public void failed(Throwable failure) {
        failures.add(failure);
    }

    /** The next change set; waits for it. */
    ChangeSet next() throws InterruptedException {
        return taken(sets.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "change set");
    }

    Throwable nextFailure() throws InterruptedException {
        return taken(failures.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "failure");
    }

    /** Takes change sets until together they are as wanted: the last kind of change of each path. */
    Map<Path, FileChange.Kind> until(Predicate<Map<Path, FileChange.Kind>> wanted) throws InterruptedException {
        Map<Path, FileChange.Kind> changes = new LinkedHashMap<>();
        while (!wanted.test(changes)) {
            next().changes().forEach(change -> changes.put(change.path(), change.kind()));
        }
        return changes;
    }

    boolean hasMore() {
        return !sets.isEmpty() || !failures.isEmpty();
    }

    private <T> T taken(@Nullable T value, String what) {
        if (value == null) {
            throw new AssertionError(
                    "no %s within %d s; failures so far: %s".formatted(what, PATIENCE_SECONDS, failures));
        }
        return value;
    }
}
