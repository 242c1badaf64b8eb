package dev.hmr.reactive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out whether a computation that is under way needs another one. */
final class AsyncPath {
    private AsyncPath() {}

    /** From the derived, over each that is read by the one before, to the reader and back to the derived; null if there is none. */
    static @Nullable List<String> between(AsyncDerived<?> derived, Computation reader) {
        Map<Computation, Computation> readBy = new HashMap<>();
        ArrayDeque<Computation> found = new ArrayDeque<>();
        found.add(derived);
        for (Computation node = found.poll(); node != null; node = found.poll()) {
            if (node == reader) {
                return path(derived, reader, readBy);
            }
            for (Edge edge = node.firstSource; edge != null; edge = edge.nextSource) {
                if (edge.source instanceof Cached source
                        && (source.underWay || source.running)
                        && source != derived
                        && readBy.putIfAbsent(source, node) == null) {
                    found.add(source);
                }
            }
        }
        return null;
    }

    private static List<String> path(
            AsyncDerived<?> derived, Computation reader, Map<Computation, Computation> readBy) {
        List<String> path = new ArrayList<>();
        path.add(derived.toString());
        for (@Nullable Computation node = reader; node != null; node = readBy.get(node)) {
            path.add(node.toString());
        }
        Collections.reverse(path);
        return path;
    }
}
