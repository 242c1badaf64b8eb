package dev.hmr.session;

import dev.hmr.protocol.CodeView;
import dev.hmr.protocol.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a running session can tell of the code that serves. Thread-safe; no answer blocks. */
public interface Insight {
    /** Where there is no session. */
    Insight NONE = new Insight() {
        @Override
        public CompletableFuture<List<Problem>> describe(Throwable thrown, Map<String, ?> suspects) {
            return CompletableFuture.completedFuture(List.of(Problem.of(thrown)));
        }

        @Override
        public CompletableFuture<CodeView> view() {
            return CompletableFuture.completedFuture(CodeView.EMPTY);
        }
    };

    /**
     * Puts an exception that a request ended in into the form that pages show, with what HMR has to say of it: the exception
     * first, then what caused it. What HMR has to say is printed as well, so this is to be asked once for a request.
     *
     * @param suspects objects that may hold what a reload replaced, such as session attributes, by a description for the
     *     developer
     * @return completes after a reload that is under way, on any thread
     */
    CompletableFuture<List<Problem>> describe(Throwable thrown, Map<String, ?> suspects);

    /** The code as it serves; completes after a reload that is under way, on any thread. */
    CompletableFuture<CodeView> view();
}
