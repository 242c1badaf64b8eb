package dev.hmr.watch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A coalescer with a disk and a clock of its own: time passes only when a test says so. */
final class Simulation {

    /** A change set, and when it was complete. */
    record Delivery(double atMillis, ChangeSet set) {
        List<FileChange> changes() {
            return set.changes();
        }
    }

    final KnownFiles known = new KnownFiles();
    final List<Delivery> deliveries = new ArrayList<>();
    final List<Path> unreadable = new ArrayList<>();

    private final Coalescer coalescer = new Coalescer(known, held -> unreadable.add(held.path()));
    private final Map<Path, Look> disk = new HashMap<>();
    private long now = MILLISECONDS.toNanos(1_000);
    private long lockedAt = Long.MAX_VALUE;
    private int looks;

    private static final long ORIGIN = MILLISECONDS.toNanos(1_000);

    static Path file(String name) {
        return Path.of("/project").resolve(name);
    }

    static Look holding(String text) {
        return new Look.Present(content(text), null);
    }

    static Content content(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file that was there before. */
    Simulation given(String name, String text) {
        put(name, holding(text));
        known.adopt(file(name), holding(text));
        return this;
    }

    /** Changes a file without an event. */
    Simulation put(String name, Look look) {
        disk.put(file(name), look);
        return this;
    }

    Simulation write(String name, String text) {
        return put(name, holding(text)).event(name);
    }

    Simulation delete(String name) {
        disk.remove(file(name));
        return event(name);
    }

    Simulation lock(String name) {
        return put(name, new Look.Unreadable(file(name), new IOException("held")))
                .event(name);
    }

    Simulation event(String name) {
        coalescer.touched(file(name), now);
        return this;
    }

    /** Takes a directory away with a single event, as moving it does. */
    Simulation moveAway(String name) {
        disk.keySet().removeIf(path -> path.startsWith(file(name)));
        coalescer.gone(file(name), now);
        return this;
    }

    Simulation announce(String name, @Nullable String text) {
        coalescer.announced(file(name), text == null ? null : content(text), now);
        return this;
    }

    /** Git takes its lock, or releases it. */
    Simulation git(boolean atWork) {
        lockedAt = atWork ? now : Long.MAX_VALUE;
        return this;
    }

    /** Lets the time pass, doing what is due whenever it is. */
    Simulation pass(double millis) {
        long end = now + Math.round(millis * 1e6);
        for (long due = coalescer.nextDue(now); due <= end; due = coalescer.nextDue(now)) {
            now = Math.max(now, due);
            step();
        }
        now = end;
        return this;
    }

    /** Lets the time pass until nothing is left to do. */
    Simulation settle() {
        return pass(60_000);
    }

    private void step() {
        for (Path path : coalescer.due(now)) {
            looks++;
            coalescer.looked(path, disk.getOrDefault(path, new Look.Missing()), now);
        }
        boolean isHeld = now >= lockedAt && (now - lockedAt < Settling.LONGEST || coalescer.isGrowing(now));
        if (coalescer.isComplete(now) && isHeld) {
            coalescer.held(now);
        } else if (coalescer.isComplete(now)) {
            Optional<ChangeSet> set = coalescer.take(now);
            set.ifPresent(changes -> deliveries.add(new Delivery(millis(now), changes)));
        }
    }

    int looks() {
        return looks;
    }

    static double detectedMillis(ChangeSet set) {
        return millis(set.detectedNanos());
    }

    List<List<String>> summary() {
        return deliveries.stream()
                .map(delivery -> delivery.changes().stream()
                        .map(change -> change.kind() + " " + change.path().getFileName())
                        .toList())
                .toList();
    }

    static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private static double millis(long time) {
        return (time - ORIGIN) / 1e6;
    }
}
