package dev.hmr.oracle;

import dev.hmr.graph.ClassFile;
import dev.hmr.session.ReloadEvent;
import dev.hmr.session.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Plays a history on a running program and compares it, edit by edit, with clean builds that are started afresh.
 * Everything must be equal but what the rules keep, and that must have been kept.
 */
final class Oracle implements AutoCloseable {
    private final Way way;
    private final Tally tally;
    private final RunningProgram program;
    private final CleanReload cleanReload;
    private final @Nullable Object captured;
    private final @Nullable Object kept;
    private Map<String, Integer> touched = new HashMap<>();
    private SortedMap<String, String> answers;

    private Oracle(Path directory, History.Version first, Way way, Tally tally) {
        this.way = way;
        this.tally = tally;
        program = new RunningProgram(directory, first.tree(), way);
        cleanReload = new CleanReload(first.build().classes());
        captured = program.ask("/captured");
        kept = program.ask("/kept");
        answers = program.answers();
        touched = touched();
    }

    /** How a running program differs from what it should be. */
    enum Difference {
        VERDICT,
        CLASS_FILES,
        ANSWERS,
        RELOADED,
        STATE,
        CRASH
    }

    /**
     * The first difference.
     *
     * @param version after which edit, counted from 1
     */
    record Mismatch(int version, Difference difference, String details) {
        @Override
        public String toString() {
            return "after edit " + version + ": " + difference + ": " + details;
        }
    }

    /** Plays a whole history; null if all is as it should be. */
    static @Nullable Mismatch check(History history, Path directory, Way way, Tally tally) throws IOException {
        try (Oracle oracle = new Oracle(directory, history.versions().get(0), way, tally)) {
            for (int i = 1; i < history.versions().size(); i++) {
                Found found = oracle.editOrCrash(history.versions().get(i));
                if (found != null) {
                    return new Mismatch(i, found.difference, found.details);
                }
            }
            return null;
        }
    }

    /** How many classes were other class objects after edits, and so had lost their state. */
    static final class Tally {
        private int reloaded;

        int reloaded() {
            return reloaded;
        }
    }

    private record Found(Difference difference, String details) {}

    private @Nullable Found editOrCrash(History.Version version) {
        try {
            return edit(version);
        } catch (RuntimeException | LinkageError e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return new Found(Difference.CRASH, trace.toString());
        }
    }

    private @Nullable Found edit(History.Version version) {
        SortedMap<String, Class<?>> classes = program.classes();
        ReloadEvent event = program.edit(version.tree());
        SortedSet<String> reloaded = program.reloadedSince(classes);
        if (!version.build().succeeded()) {
            return unchanged(version, event, reloaded);
        }
        Found found = verdict(version, event);
        found = found != null ? found : classFiles(version);
        found = found != null ? found : reloaded(version, event, reloaded);
        return found != null ? found : answers(version, reloaded);
    }

    private @Nullable Found unchanged(History.Version version, ReloadEvent event, SortedSet<String> reloaded) {
        boolean failed = event.verdict() instanceof Verdict.Failed verdict && verdict.cause() == Verdict.Cause.COMPILE;
        if (!failed) {
            return new Found(
                    Difference.VERDICT,
                    event.verdict() + ", but a clean build fails: "
                            + version.build().errors().get(0));
        }
        if (!reloaded.isEmpty()) {
            return new Found(Difference.RELOADED, reloaded + " although nothing compiled");
        }
        SortedMap<String, String> now = program.answers();
        touched = touched();
        return now.equals(answers) ? null : new Found(Difference.ANSWERS, differences(answers, now));
    }

    private @Nullable Found verdict(History.Version version, ReloadEvent event) {
        Verdict verdict = event.verdict();
        if (verdict instanceof Verdict.Failed) {
            return new Found(Difference.VERDICT, verdict + ", but a clean build starts");
        }
        if (verdict instanceof Verdict.RestartNeeded restart) {
            Set<String> used = usedBy("app/App", version.build().classes());
            for (String reason : restart.reasons()) {
                String named = reason.substring(0, reason.indexOf(' ')).replace('.', '/');
                if (used.contains(named)) {
                    return new Found(Difference.VERDICT, reason + ", but the routes use it");
                }
            }
        }
        return null;
    }

    private static Set<String> usedBy(String name, SortedMap<String, byte[]> classes) {
        Set<String> used = new HashSet<>(Set.of(name));
        Deque<String> open = new ArrayDeque<>(used);
        while (!open.isEmpty()) {
            byte[] bytes = classes.get(open.remove().replace('/', '.'));
            if (bytes != null) {
                ClassFile.read(bytes).mentions().stream().filter(used::add).forEach(open::add);
            }
        }
        return used;
    }

    private @Nullable Found classFiles(History.Version version) {
        SortedMap<String, byte[]> files = program.classFiles();
        Map<String, byte[]> clean = version.build().classes();
        if (!files.keySet().equals(clean.keySet())) {
            Set<String> stale = new HashSet<>(files.keySet());
            stale.removeAll(clean.keySet());
            Set<String> missing = new HashSet<>(clean.keySet());
            missing.removeAll(files.keySet());
            return new Found(Difference.CLASS_FILES, "stale " + stale + ", missing " + missing);
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] built = Objects.requireNonNull(clean.get(file.getKey()));
            if (!Arrays.equals(file.getValue(), built)) {
                return new Found(
                        Difference.CLASS_FILES,
                        file.getKey() + " differs from a clean build in "
                                + ClassFile.read(built).changedMembers(ClassFile.read(file.getValue())));
            }
        }
        return null;
    }

    private @Nullable Found reloaded(History.Version version, ReloadEvent event, SortedSet<String> reloaded) {
        SortedSet<String> expected = cleanReload.reloaded(version.build().classes());
        tally.reloaded += reloaded.size();
        boolean right = way == Way.RELOAD
                ? reloaded.equals(expected)
                : expected.containsAll(reloaded) || event.reasons().stream().anyMatch(Oracle::isOutgrown);
        return right ? null : new Found(Difference.RELOADED, reloaded + ", expected " + expected);
    }

    /** A class that was spared before can have to follow later, with those that link to it. */
    private static boolean isOutgrown(String reason) {
        return reason.contains(" got members in place ");
    }

    private @Nullable Found answers(History.Version version, SortedSet<String> reloaded) {
        Map<String, Integer> before = touched();
        for (Map.Entry<String, Integer> counter : touched.entrySet()) {
            // Routes that ran again may have used it more often; its initialiser never changes.
            boolean lost = before.containsKey(counter.getKey()) && before.get(counter.getKey()) < counter.getValue();
            if (lost) {
                return new Found(
                        Difference.STATE,
                        counter.getKey() + (reloaded.contains(counter.getKey()) ? "" : ", which was not reloaded,")
                                + " lost its state");
            }
        }
        SortedMap<String, String> now = program.answers();
        touched = touched();
        FreshStart fresh = version.fresh();
        answers = now;
        if (!now.equals(fresh.answers())) {
            return new Found(Difference.ANSWERS, differences(fresh.answers(), now));
        }
        for (String vault : touched.keySet()) {
            int live = touched.get(vault) - before.getOrDefault(vault, 0);
            if (live != fresh.count(vault)) {
                return new Found(
                        Difference.STATE,
                        vault + " was touched " + live + " times, not " + fresh.count(vault) + " times");
            }
        }
        if (program.ask("/captured") != captured || program.ask("/kept") != kept) {
            return new Found(Difference.STATE, "what main captured or what was kept is another object");
        }
        return null;
    }

    /** The counters of the vaults that serve now. */
    private Map<String, Integer> touched() {
        Map<String, Integer> counters = new TreeMap<>();
        program.classes().forEach((name, type) -> {
            if (name.endsWith(".Vault")) {
                counters.put(name, count(type));
            }
        });
        return counters;
    }

    static int count(Class<?> vault) {
        try {
            Field counter = vault.getDeclaredField("touched");
            counter.setAccessible(true);
            return counter.getInt(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(vault.getName(), e);
        }
    }

    private static String differences(SortedMap<String, String> expected, SortedMap<String, String> actual) {
        StringBuilder all = new StringBuilder();
        Set<String> paths = new HashSet<>(expected.keySet());
        paths.addAll(actual.keySet());
        for (String path : paths) {
            String should = expected.getOrDefault(path, "(no such route)");
            String does = actual.getOrDefault(path, "(no such route)");
            if (!should.equals(does)) {
                all.append("\n    ")
                        .append(path)
                        .append(" answers\n        ")
                        .append(does)
                        .append("\n      instead of\n        ")
                        .append(should);
            }
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
