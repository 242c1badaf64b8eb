package dev.hmr.reactive;

/** Runs user functions. They nest as deep as the graph is when it is first evaluated; a thread's stack is not that deep. */
final class UserStack {
    /** On a thread that is not ours little is known about the room that is left. */
    private static final int CALLER_LIMIT = 64;

    private int depth;
    private int limit = CALLER_LIMIT;

    void run(Computation computation) {
        if (depth == limit) {
            onFreshThread(() -> run(computation));
            return;
        }
        depth++;
        try {
            computation.execute();
        } finally {
            depth--;
        }
    }

    /** As {@link #run}, for what is no function of a synchronous computation. */
    void call(Runnable function) {
        if (depth == limit) {
            onFreshThread(() -> call(function));
            return;
        }
        depth++;
        try {
            function.run();
        } finally {
            depth--;
        }
    }

    private void onFreshThread(Runnable work) {
        int outerDepth = depth;
        int outerLimit = limit;
        depth = 0;
        limit = FreshThread.NESTING_LIMIT;
        try {
            FreshThread.runAndWait(work);
        } finally {
            depth = outerDepth;
            limit = outerLimit;
        }
    }
}
