package dev.hmr.servlet;

import dev.hmr.protocol.Problem;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The problems that pages were lately shown, by an id that means nothing elsewhere. Thread-safe. */
final class ShownProblems {
    private static final int MAX_LISTS = 20;

    private final Map<String, List<Problem>> lists = new LinkedHashMap<>();

    /** Returns a new id for these. */
    synchronized String remember(List<Problem> problems) {
        String id = UUID.randomUUID().toString();
        lists.put(id, List.copyOf(problems));
        if (lists.size() > MAX_LISTS) {
            Iterator<String> oldestFirst = lists.keySet().iterator();
            oldestFirst.next();
            oldestFirst.remove();
        }
        return id;
    }

    /** One of them, if it names a file. */
    synchronized Optional<Problem> find(String id, int index) {
        return Optional.ofNullable(lists.get(id))
                .filter(problems -> index >= 0 && index < problems.size())
                .map(problems -> problems.get(index))
                .filter(problem -> !problem.file().isEmpty());
    }
}
