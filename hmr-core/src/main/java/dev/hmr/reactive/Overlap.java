package dev.hmr.reactive;

/** What an {@link AsyncEffect} does if something that it read changes before its run has ended. */
public enum Overlap {
    /**
     * The run is superseded and the next one begins at once. Nothing that the old run still reads makes it run again; if its
     * stage is a {@link java.util.concurrent.CompletableFuture}, that is cancelled, and a thread that runs it for an executor
     * is interrupted. The default.
     */
    LATEST_WINS,
    /** The next run begins when this one has ended. Several changes meanwhile are one further run. */
    QUEUE
}
