package dev.hmr.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.session.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The file {@code expected} of a scenario's step: lines of {@code key: value}, where a key is {@code verdict}, {@code
 * reloaded}, {@code state}, {@code java} or a route. What has no line is not looked at.
 */
final class Expected {
    private static final String IN_PLACE = "in place reloaded";
    private static final String JAVA = "java";
    private static final Set<String> KEYS = Set.of("verdict", "reloaded", IN_PLACE, "state", JAVA);

    private final Path file;
    private final SortedMap<String, String> lines = new TreeMap<>();

    private Expected(Path file) {
        this.file = file;
    }

    static Expected in(Path directory) throws IOException {
        Expected expected = new Expected(directory.resolve("expected"));
        for (String line : Files.readAllLines(expected.file)) {
            int colon = line.indexOf(':');
            String key = line.substring(0, Math.max(colon, 0));
            if (!KEYS.contains(key) && !key.startsWith("/")) {
                throw new IllegalArgumentException(expected.file + ": \"" + line
                        + "\" is none of verdict: …, reloaded: …, state: …, java: … and /route: …");
            }
            expected.lines.put(key, line.substring(colon + 1).strip());
        }
        return expected;
    }

    void assertVerdict(Verdict verdict) {
        if (lines.containsKey("verdict")) {
            assertThat(verdict.word()).as("verdict of %s: %s", file, verdict).isEqualTo(value("verdict"));
        }
    }

    /**
     * Exactly these top-level classes are new or other class objects than before; all others were kept, with their state.
     * Where changes may be in place these are the ones of the line {@code in place reloaded}, or as many if there is none.
     */
    void assertReloaded(SortedSet<String> reloaded, Way way) {
        String key = way == Way.IN_PLACE && lines.containsKey(IN_PLACE) ? IN_PLACE : "reloaded";
        if (lines.containsKey(key) && way != Way.MIXED) {
            String names = value(key);
            assertThat(reloaded)
                    .as("reloaded in %s", file)
                    .isEqualTo(new TreeSet<>(names.isEmpty() ? List.of() : List.of(names.split(" +"))));
        }
    }

    void assertAnswers(SortedMap<String, String> answers) {
        Map<String, String> routes = new TreeMap<>(lines);
        routes.keySet().removeAll(KEYS);
        assertThat(answers).as("answers in %s", file).containsAllEntriesOf(routes);
    }

    /** Whether state is kept here on purpose that shows in the answers, so that a fresh start answers something else. */
    boolean keepsState() {
        return value("state").equals("kept");
    }

    /** Whether this Java can compile it. */
    boolean isForThisJava() {
        return !lines.containsKey(JAVA) || Runtime.version().feature() >= Integer.parseInt(value(JAVA));
    }

    private String value(String key) {
        return lines.getOrDefault(key, "");
    }
}
