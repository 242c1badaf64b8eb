package dev.hmr.watch;

import dev.hmr.watch.FileChange.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns "something happened to this path" into change sets. Pure: it asks for looks at files and is told what they
 * found and what time it is; it never touches a disk, a thread or a clock. One thread at a time.
 *
 * <p>A change is the difference between what the listener knows of a file and what the file settled on, so events fold
 * by themselves: created and modified is created, created and deleted is nothing, deleted and created is modified (or
 * nothing, if the bytes are the same), modified and deleted is deleted. A set is complete when every file of it is
 * settled and none has joined or changed for a while; see {@link Settling} for how long.
 *
 * <p>Times are {@link System#nanoTime()} values or those of a test's own clock.
 */
final class Coalescer {
    private final KnownFiles known;
    private final Consumer<Look.Unreadable> unreadable;
    private final Map<Path, Candidate> candidates = new LinkedHashMap<>();

    /** When a file last joined the set, or was found to hold something else than at the look before. */
    private long lastActivity;

    /** When it was known last that the set is not complete, whatever it looks like. */
    private long heldAt = Long.MIN_VALUE;

    /** Files delivered early because their set took too long: what follows is the rest of it. */
    private int carried;

    /** @param unreadable told about each file that stayed unreadable; it counts as unchanged */
    Coalescer(KnownFiles known, Consumer<Look.Unreadable> unreadable) {
        this.known = known;
        this.unreadable = unreadable;
    }

    /** Something happened to a path at the given time. */
    void touched(Path path, long at) {
        Candidate candidate = candidates.get(path);
        if (candidate == null) {
            if (candidates.isEmpty()) {
                carried = isQuiet(carried, at) ? 0 : carried;
                lastActivity = at;
            }
            lastActivity = Math.max(lastActivity, at);
            candidates.put(path, new Candidate(at));
        } else {
            candidate.touch(at);
        }
    }

    /** A path went away: the file of that name, or a directory and with it every file below. */
    void gone(Path path, long at) {
        if (!known.contains(path)) {
            candidates.forEach((file, candidate) -> {
                if (file.startsWith(path)) {
                    candidate.touch(at);
                }
            });
            known.below(path).forEach(file -> touched(file, at));
        }
        touched(path, at);
    }

    /** The file holds this now, or is about to, or is about to be missing (null), and the listener knows. */
    void announced(Path file, @Nullable Content content, long at) {
        if (content == null) {
            known.forget(file);
        } else {
            known.expect(file, content);
        }
        Candidate candidate = candidates.get(file);
        if (candidate != null) {
            candidate.touch(at);
        }
    }

    // Plain loops below: the first save would pay for the stream machinery's start otherwise, some 10 ms.

    /** The files to look at now. */
    List<Path> due(long now) {
        List<Path> due = new ArrayList<>();
        long from = looksFrom();
        for (Map.Entry<Path, Candidate> entry : candidates.entrySet()) {
            Candidate candidate = entry.getValue();
            if (!candidate.isSettled() && Math.max(candidate.nextLook(now), from) <= now) {
                due.add(entry.getKey());
            }
        }
        return due;
    }

    /** What a look at a file found that began at the given time. */
    void looked(Path path, Look look, long at) {
        Candidate candidate = candidates.get(path);
        if (candidate == null) {
            return;
        }
        boolean moved = candidate.looked(look, at);
        if (look instanceof Look.Unreadable held) {
            if (candidate.isSettled()) {
                candidates.remove(path);
                unreadable.accept(held);
            }
        } else if (known.judge(path, look) == null) {
            known.adopt(path, look);
            candidates.remove(path);
        } else if (moved && !candidate.isRestless(at)) {
            lastActivity = Math.max(lastActivity, at);
        }
    }

    /** Whether the set is of so many files that a tool must be writing them, and has not been quiet for long. */
    boolean isGrowing(long now) {
        return Settling.isGrowing(candidates.size() + carried, now - lastActivity);
    }

    /** Git is still at work on the set: there is nothing to do before it is time to ask again. */
    void held(long now) {
        heldAt = now;
    }

    boolean isComplete(long now) {
        return completeAt(now) <= now;
    }

    /**
     * Takes the files that are settled out of the set. They are known from then on. Nothing is returned if they came
     * to nothing, because what is known changed meanwhile.
     */
    Optional<ChangeSet> take(long now) {
        List<FileChange> changes = new ArrayList<>();
        long detected = Long.MAX_VALUE;
        Iterator<Map.Entry<Path, Candidate>> entries = candidates.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Path, Candidate> entry = entries.next();
            Candidate candidate = entry.getValue();
            Look look = candidate.look();
            if (look == null || !candidate.isSettled()) {
                continue;
            }
            entries.remove();
            Kind kind = known.judge(entry.getKey(), look);
            known.adopt(entry.getKey(), look);
            if (kind != null) {
                changes.add(new FileChange(entry.getKey(), kind));
                detected = Math.min(detected, candidate.firstTouch());
            }
        }
        carried = isQuiet(carried + changes.size(), now) ? 0 : carried + changes.size();
        return changes.isEmpty() ? Optional.empty() : Optional.of(new ChangeSet(changes, detected));
    }

    /** When there is something to do next: a look, or a set that completes. {@link Long#MAX_VALUE} if nothing is. */
    long nextDue(long now) {
        long next = completeAt(now);
        long from = looksFrom();
        for (Candidate candidate : candidates.values()) {
            if (!candidate.isSettled()) {
                next = Math.min(next, Math.max(candidate.nextLook(now), from));
            }
        }
        return Math.max(next, heldAt + Settling.GIT_INTERVAL);
    }

    /** When the set is complete if nothing else happens; {@link Long#MAX_VALUE} if no file of it is settled. */
    private long completeAt(long now) {
        int settled = 0;
        boolean waiting = false;
        long deadline = Long.MAX_VALUE;
        for (Candidate candidate : candidates.values()) {
            if (candidate.isSettled()) {
                settled++;
                deadline = Math.min(deadline, deadline(candidate));
            } else if (!candidate.isRestless(now)) {
                waiting = true;
            }
        }
        return settled == 0 || waiting
                ? deadline
                : Math.min(deadline, lastActivity + Settling.quiet(settled + carried));
    }

    private boolean isQuiet(int files, long now) {
        return now - lastActivity >= Settling.quiet(files);
    }

    /** From when on to look at files: while a tool writes many, looking at them would only slow it down. */
    private long looksFrom() {
        if (candidates.isEmpty()) {
            return Long.MIN_VALUE;
        }
        Candidate first = candidates.values().iterator().next();
        return Math.min(lastActivity + Settling.pause(candidates.size() + carried), deadline(first));
    }

    private long deadline(Candidate candidate) {
        return Math.max(candidate.firstTouch(), heldAt) + Settling.LONGEST;
    }
}
