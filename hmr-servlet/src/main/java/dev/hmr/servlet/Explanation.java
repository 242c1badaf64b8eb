package dev.hmr.servlet;

import dev.hmr.protocol.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells where an exception of a request came from. Thread-safe; must not block. */
@FunctionalInterface
public interface Explanation {
    /** Where nothing is known of the code. */
    Explanation NONE = (thrown, suspects) -> CompletableFuture.completedFuture(List.of(Problem.of(thrown)));

    /**
     * Explains an exception: the exception first, then what caused it.
     *
     * @param suspects objects that may hold what a reload replaced, by a description for the developer
     * @return completes on any thread and may take its time
     */
    CompletionStage<List<Problem>> explain(Throwable thrown, Map<String, ?> suspects);
}
