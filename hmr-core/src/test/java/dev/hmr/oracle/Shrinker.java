package dev.hmr.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Makes a history that shows a difference as small as it can, and still show it: drops edits, then files with all lines that
 * mention them, then single lines (delta debugging, Zeller and Hildebrandt, IEEE TSE 28, 2002).
 */
final class Shrinker {
    private static final int ATTEMPTS = 1_500;

    private final CleanCompiler compiler;
    private final Path directory;
    private final Oracle.Difference wanted;
    private final Way way;
    private int attempts;

    private Shrinker(CleanCompiler compiler, Path directory, Oracle.Difference wanted, Way way) {
        this.compiler = compiler;
        this.directory = directory;
        this.wanted = wanted;
        this.way = way;
    }

    static History shrink(History history, Oracle.Mismatch mismatch, CleanCompiler compiler, Path directory, Way way) {
        Shrinker shrinker = new Shrinker(compiler, directory, mismatch.difference(), way);
        List<SourceTree> trees = history.versions().stream()
                .limit(mismatch.version() + 1L)
                .map(History.Version::tree)
                .toList();
        int size;
        do {
            size = trees.toString().length();
            trees = shrinker.withoutEdits(trees);
            trees = shrinker.withoutFiles(trees);
            trees = shrinker.withoutLines(trees);
        } while (trees.toString().length() < size);
        return History.of(trees, compiler);
    }

    private List<SourceTree> withoutEdits(List<SourceTree> trees) {
        SourceTree last = trees.get(trees.size() - 1);
        List<SourceTree> earlier = reduce(trees.subList(0, trees.size() - 1), kept -> {
            List<SourceTree> candidate = new ArrayList<>(kept);
            candidate.add(last);
            return kept.isEmpty() ? false : fails(candidate);
        });
        List<SourceTree> reduced = new ArrayList<>(earlier);
        reduced.add(last);
        return reduced;
    }

    private List<SourceTree> withoutFiles(List<SourceTree> trees) {
        Set<String> files = new LinkedHashSet<>();
        trees.forEach(tree -> files.addAll(tree.files().keySet()));
        files.remove("app/App.java");
        List<String> kept =
                reduce(List.copyOf(files), candidate -> fails(without(trees, Line.ofFiles(files, candidate))));
        return without(trees, Line.ofFiles(files, kept));
    }

    private List<SourceTree> withoutLines(List<SourceTree> trees) {
        Set<Line> lines = new LinkedHashSet<>();
        trees.forEach(tree -> tree.files()
                .forEach((file, text) ->
                        text.lines().filter(line -> !line.isBlank()).forEach(line -> lines.add(new Line(file, line)))));
        List<Line> kept = reduce(List.copyOf(lines), candidate -> fails(onlyLines(trees, new HashSet<>(candidate))));
        return onlyLines(trees, new HashSet<>(kept));
    }

    private record Line(String file, String text) {
        /** The names of the files that are not kept, as a pattern for the lines that mention them. */
        static Predicate<Line> ofFiles(Set<String> files, List<String> kept) {
            Set<String> dropped = new HashSet<>(files);
            kept.forEach(dropped::remove);
            String names = String.join(
                    "|",
                    dropped.stream()
                            .map(file -> Pattern.quote(file.substring(file.indexOf('/') + 1, file.lastIndexOf('.'))))
                            .toList());
            Pattern mention = Pattern.compile(dropped.isEmpty() ? "(?!)" : "\\b(" + names + ")\\b");
            return line ->
                    dropped.contains(line.file) || mention.matcher(line.text).find();
        }
    }

    private static List<SourceTree> without(List<SourceTree> trees, Predicate<Line> dropped) {
        return trees.stream().map(tree -> filtered(tree, dropped.negate())).toList();
    }

    private static List<SourceTree> onlyLines(List<SourceTree> trees, Set<Line> kept) {
        return trees.stream().map(tree -> filtered(tree, kept::contains)).toList();
    }

    private static SourceTree filtered(SourceTree tree, Predicate<Line> kept) {
        Map<String, String> files = new TreeMap<>();
        tree.files().forEach((file, text) -> {
            StringBuilder left = new StringBuilder();
            text.lines()
                    .filter(line -> kept.test(new Line(file, line)))
                    .forEach(line -> left.append(line).append('\n'));
            files.put(file, left.toString());
        });
        return SourceTree.of(files);
    }

    /** Leaves out as many as it can, in chunks that get smaller. */
    private <T> List<T> reduce(List<T> all, Predicate<List<T>> fails) {
        List<T> kept = all;
        for (int chunk = Math.max(1, all.size() / 2); ; chunk = Math.max(1, chunk / 2)) {
            int before = kept.size();
            for (int from = 0; from < kept.size(); ) {
                List<T> candidate = new ArrayList<>(kept.subList(0, from));
                candidate.addAll(kept.subList(Math.min(kept.size(), from + chunk), kept.size()));
                if (fails.test(candidate)) {
                    kept = candidate;
                } else {
                    from += chunk;
                }
            }
            if (chunk == 1 && kept.size() == before) {
                return kept;
            }
        }
    }

    private boolean fails(List<SourceTree> trees) {
        if (attempts++ >= ATTEMPTS || !compiler.build(trees.get(0)).succeeded()) {
            return false;
        }
        try {
            Oracle.Mismatch found = Oracle.check(
                    History.of(trees, compiler), directory.resolve("attempt-" + attempts), way, new Oracle.Tally());
            return found != null && found.difference() == wanted && found.version() == trees.size() - 1;
        } catch (LinkageError | AssertionError e) {
            // It does not even start any more.
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
