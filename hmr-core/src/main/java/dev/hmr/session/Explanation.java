package dev.hmr.session;

import dev.hmr.graph.ClassChange;
import dev.hmr.graph.ClassFile;
import dev.hmr.graph.Names;
import dev.hmr.graph.UnitVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Why a change came to what it came to, a sentence for each step: members, sources, units, routes. */
final class Explanation {
    private static final int MAX_NAMES = 12;

    private final List<String> sentences = new ArrayList<>();

    List<String> sentences() {
        return List.copyOf(sentences);
    }

    /** @param changes those that running code can tell, and others, which were compiled and came out as they were */
    void changed(Collection<ClassChange> changes) {
        Set<String> same = new TreeSet<>();
        List<ClassChange> byName =
                changes.stream().sorted(Comparator.comparing(ClassChange::name)).toList();
        for (ClassChange change : byName) {
            if (change.isObservable()) {
                sentences.add(whatChanged(change));
            } else {
                same.add(Names.simple(change.name()));
            }
        }
        if (!same.isEmpty()) {
            sentences.add("the same as before, although compiled: " + Some.of(same, MAX_NAMES));
        }
    }

    private static String whatChanged(ClassChange change) {
        String name = Names.simple(change.name());
        ClassFile before = change.before();
        ClassFile after = change.after();
        if (before == null) {
            return name + " is new";
        }
        if (after == null) {
            return name + " is gone";
        }
        List<String> members = after.changedMembers(before);
        return name + ": " + (members.isEmpty() ? "the class itself" : Some.of(members, MAX_NAMES)) + " changed";
    }

    /** @param along sources that were not saved, and compiled because of those that were */
    void compiledAlong(Collection<Path> along) {
        if (!along.isEmpty()) {
            sentences.add("compiled along, for they may see what changed: "
                    + Some.of(
                            along.stream()
                                    .map(source -> String.valueOf(source.getFileName()))
                                    .collect(Collectors.toCollection(TreeSet::new)),
                            MAX_NAMES));
        }
    }

    /** @param classes simple names */
    void redefined(Collection<String> classes) {
        if (!classes.isEmpty()) {
            sentences.add("in place, for only what methods do changed: " + Some.of(List.copyOf(classes), MAX_NAMES));
        }
    }

    /** @param kept how many units are not reloaded */
    void reloaded(List<UnitVersion> versions, int kept) {
        versions.forEach(version -> sentences.add("reloaded " + version + ": " + version.reason()));
        sentences.add(
                "kept %d %s, without a change and without a link to one".formatted(kept, kept == 1 ? "unit" : "units"));
    }

    /** @param effects a sentence for each */
    void ranAgain(Collection<String> effects) {
        sentences.addAll(effects);
    }

    void affected(Map<?, String> routes) {
        routes.forEach((route, why) -> sentences.add(route + " " + why));
    }
}
