package dev.hmr.reactive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A derived needs its own value to be computed. It is the outcome of the deriveds on the path, until something that they read
 * changes. Names are those given by {@link Derived#named}.
 */
public final class CycleException extends IllegalStateException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 20;

    private final List<String> path;

    CycleException(List<String> path) {
        super("Cycle: " + describe(path) + ". A derived cannot depend on its own value: break the cycle with a signal,"
                + " or with peek() on a signal.");
        this.path = List.copyOf(path);
    }

    /** From the derived, over each that is read by the one before, back to the derived. */
    public List<String> path() {
        return path;
    }

    static CycleException at(Derived<?> derived) {
        List<String> path = new ArrayList<>();
        path.add(derived.toString());
        for (@Nullable Computation node = derived.context.running;
                node != null && node != derived;
                node = node.reader) {
            path.add(node.toString());
        }
        path.add(derived.toString());
        Collections.reverse(path);
        return new CycleException(path);
    }

    private static String describe(List<String> path) {
        int size = path.size();
        if (size <= SHOWN) {
            return String.join(" -> ", path);
        }
        int half = SHOWN / 2;
        return String.join(" -> ", path.subList(0, half)) + " -> ... " + (size - SHOWN) + " more ... -> "
                + String.join(" -> ", path.subList(size - half, size));
    }
}
