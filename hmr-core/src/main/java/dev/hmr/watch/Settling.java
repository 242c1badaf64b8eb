package dev.hmr.watch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * How long to wait until files count as written. Waiting is the largest part of the time from a save to its change set,
 * so each wait is the shortest that serves its purpose. All values are nanoseconds.
 */
final class Settling {
    /**
     * Two looks at a file this far apart must agree. A writer that is at work leaves some 10 to 100 µs between
     * truncating and writing, or between two chunks; 2 ms outlast that twenty times.
     */
    static final long GAP = MILLISECONDS.toNanos(2);

    /** How long a file may be missing, empty or unreadable before that is taken for its new state. */
    static final long GRACE = MILLISECONDS.toNanos(50);

    /** No settled file waits longer than this for the rest of its set, unless git holds it back. */
    static final long LONGEST = MILLISECONDS.toNanos(5_000);

    /** A file that keeps changing for longer than this, like a log, holds back no other. */
    static final long RESTLESS_AFTER = MILLISECONDS.toNanos(1_000);

    /** How often to look at such a file. */
    static final long RESTLESS_GAP = MILLISECONDS.toNanos(100);

    /** How often to ask whether git is done. */
    static final long GIT_INTERVAL = MILLISECONDS.toNanos(5);

    /** More files than somebody saves at once. */
    private static final int MANY = 20;

    private static final long QUIET_FOR_SEVERAL = MILLISECONDS.toNanos(5);
    private static final long QUIET_PER_FILE = MILLISECONDS.toNanos(1);
    private static final long LONGEST_QUIET = MILLISECONDS.toNanos(200);

    private Settling() {}

    /** How far apart two looks must be that found this. */
    static long gap(Look look) {
        return look.isDoubtful() ? GRACE : GAP;
    }

    /**
     * For how long nothing must have happened to a set of that many files for it to be complete. A single file waits
     * for nobody; several are a tool at work, which pauses longer between two files the more it has to do.
     */
    static long quiet(int files) {
        return files <= 1 ? GAP : Math.min(QUIET_FOR_SEVERAL + files * QUIET_PER_FILE, LONGEST_QUIET);
    }

    /** Whether a tool is still writing a set of that many files, to which something happened last so long ago. */
    static boolean isGrowing(int files, long idle) {
        return files > MANY && idle < LONGEST;
    }

    /** For how long no file must have joined a set of that many files before it is worth looking at them. */
    static long pause(int files) {
        return files > MANY ? quiet(files) / 4 : 0;
    }
}
