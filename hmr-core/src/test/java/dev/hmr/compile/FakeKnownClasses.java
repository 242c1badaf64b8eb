package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows which classes sources define from what was compiled and written, and which sources use which classes as it is told:
 * users of a class are invalidated when it goes away or its bytes differ. Counts what it is asked.
 */
final class FakeKnownClasses implements KnownClasses {
    private final Map<String, Path> sources = new HashMap<>();
    private final Map<String, byte[]> classes = new HashMap<>();
    private final Map<String, Set<Path>> users = new HashMap<>();

    /** What each question about invalidated sources was about: the classes compiled. */
    final List<Set<String>> rounds = new ArrayList<>();

    final List<Set<String>> removals = new ArrayList<>();

    void knows(Path source, String className, byte[] bytes) {
        sources.put(className, source);
        classes.put(className, bytes);
    }

    void uses(Path user, String className) {
        users.computeIfAbsent(className, name -> new HashSet<>()).add(user);
    }

    void forget(String className) {
        assertThat(sources.remove(className)).as("source of " + className).isNotNull();
        classes.remove(className);
    }

    @Override
    public Set<String> definedBy(Path source) {
        Set<String> defined = new HashSet<>();
        sources.forEach((name, origin) -> {
            if (origin.equals(source)) {
                defined.add(name);
            }
        });
        return defined;
    }

    @Override
    public Set<Path> sources() {
        return Set.copyOf(sources.values());
    }

    @Override
    public Set<Path> invalidatedBy(Map<String, byte[]> compiled, Set<String> removed) {
        rounds.add(Set.copyOf(compiled.keySet()));
        removals.add(Set.copyOf(removed));
        Set<Path> invalidated = new HashSet<>();
        compiled.forEach((name, bytes) -> {
            if (!Arrays.equals(bytes, classes.get(name))) {
                invalidated.addAll(users.getOrDefault(name, Set.of()));
            }
        });
        removed.forEach(name -> invalidated.addAll(users.getOrDefault(name, Set.of())));
        return invalidated;
    }
}
