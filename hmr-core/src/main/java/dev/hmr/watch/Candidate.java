package dev.hmr.watch;

import org.jspecify.annotations.Nullable;

/** A file that may have changed: what was seen of it so far. All times are nanoseconds of one clock. */
final class Candidate {
    private final long firstTouch;

    /** What the last look found. */
    private @Nullable Look look;

    private long firstLookedAt;

    /** When the last look began. */
    private long lookedAt;

    /** When what the last look found was found first. */
    private long seenSince;

    /** Whether something happened to the file after the last look. */
    private boolean touched = true;

    Candidate(long firstTouch) {
        this.firstTouch = firstTouch;
    }

    long firstTouch() {
        return firstTouch;
    }

    @Nullable
    Look look() {
        return look;
    }

    /** An event that the last look has seen the effect of already says nothing new. */
    void touch(long at) {
        if (isSettled() && at - seenSince >= Settling.RESTLESS_AFTER) {
            // It has rested, and is written again.
            firstLookedAt = at;
        }
        touched |= at >= lookedAt;
    }

    /** Takes in a look that began at the given time, and says whether the one before found something else. */
    boolean looked(Look found, long at) {
        boolean first = look == null;
        boolean news = look == null || !look.agreesWith(found);
        if (first) {
            firstLookedAt = at;
        }
        if (news) {
            seenSince = at;
        }
        look = found;
        lookedAt = at;
        touched = false;
        return news && !first;
    }

    /** Whether two looks far enough apart agreed, and nothing happened since the last. */
    boolean isSettled() {
        return !touched && look != null && lookedAt - seenSince >= Settling.gap(look);
    }

    /** Whether the file has kept changing for so long that nobody should wait for it. */
    boolean isRestless(long now) {
        return look != null && now - firstLookedAt >= Settling.RESTLESS_AFTER;
    }

    /** When the next look at the file is due. Means something only while it is not settled. */
    long nextLook(long now) {
        if (look == null) {
            return firstTouch;
        }
        if (isRestless(now)) {
            return lookedAt + Settling.RESTLESS_GAP;
        }
        if (!touched) {
            return seenSince + Settling.gap(look);
        }
        return look.isDoubtful() ? lookedAt : lookedAt + Settling.GAP;
    }
}
