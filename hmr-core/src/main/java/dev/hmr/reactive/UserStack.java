package dev.hmr.reactive;

/** Runs user functions. They nest as deep as the graph is when it is first evaluated; a thread's stack is not that deep. */
final class UserStack {
    /** On a thread that is not ours little is known about the room that is left. */
    private static final int CALLER_LIMIT = 64;

    private int depth;
    private int limit = CALLER_LIMIT;

    void run(Computation computation) {
        if (depth == limit) {
            runOnFreshThread(computation);
            return;
        }
        depth++;
        try {
            computation.execute();
        } finally {
            depth--;
        }
    }

    private void runOnFreshThread(Computation computation) {
        int outerDepth = depth;
        int outerLimit = limit;
        depth = 0;
        limit = FreshThread.NESTING_LIMIT;
        try {
            FreshThread.runAndWait(() -> run(computation));
        } finally {
            depth = outerDepth;
            limit = outerLimit;
        }
    }
}
