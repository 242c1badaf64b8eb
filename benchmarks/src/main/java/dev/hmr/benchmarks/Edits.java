package dev.hmr.benchmarks;

import dev.hmr.benchmarks.program.EditableClass;
import dev.hmr.benchmarks.program.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes up edits, and knows what the application answers once they are live. One thread at a time. */
final class Edits {
    private static final Pattern MARKER = Pattern.compile("\\[(\\w+) \\d+]");
    private static final String ADDED_METHOD = """

                public int surcharge(int amount, int percent) {
                    return amount + amount * percent / 100;
                }
            """;

    private final Workspace workspace;
    private final List<EditableClass> editables;
    private final SplittableRandom random;
    private final Map<String, String> texts;
    private final Map<String, Integer> revisions = new HashMap<>();

    Edits(Workspace workspace, Program program, long seed) {
        this.workspace = workspace;
        this.editables = program.editables();
        this.texts = new HashMap<>(program.sources());
        this.random = new SplittableRandom(seed);
        editables.forEach(editable -> revisions.put(editable.name(), 0));
    }

    /** An edit that is to be made now, of some class. */
    Edit next(EditKind kind) {
        List<EditableClass> candidates = kind == EditKind.BODY
                ? editables
                : editables.stream().filter(EditableClass::used).toList();
        EditableClass chosen = candidates.get(random.nextInt(candidates.size()));
        int revision = revisions.getOrDefault(chosen.name(), 0);
        String before = chosen.marker(revision);
        String after = chosen.marker(revision + 1);
        String text = texts.getOrDefault(chosen.path(), "").replace(before, after);
        if (kind == EditKind.SIGNATURE) {
            text = withOtherSignature(text);
        }
        texts.put(chosen.path(), text);
        revisions.put(chosen.name(), revision + 1);
        return new Edit(kind, workspace.source(chosen.path()), text, chosen.route(), before, after);
    }

    private static String withOtherSignature(String text) {
        return text.contains(ADDED_METHOD)
                ? text.replace(ADDED_METHOD, "")
                : text.substring(0, text.lastIndexOf('}')) + ADDED_METHOD + "}\n";
    }

    /** Every route that shows something that can be edited. */
    Set<String> routes() {
        return editables.stream().map(EditableClass::route).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What an answer shows that is not the current code, as it shows it. */
    List<String> outdated(String answer) {
        return MARKER.matcher(answer)
                .results()
                .filter(marker -> !marker.group().endsWith(" " + revisions.get(marker.group(1)) + "]"))
                .map(MatchResult::group)
                .toList();
    }
}
