package dev.hmr.reactive.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmr.reactive.Derived;
import dev.hmr.reactive.ReactiveContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReactiveSetTest {
    private final ReactiveContext context = new ReactiveContext();
    private final ReactiveSet<String> set = new ReactiveSet<>(context);

    @Test
    void membershipIsTrackedByElementAlsoWhileItIsAbsent() {
        Runs a = Runs.of(context, () -> set.contains("a"));
        set.add("b");
        set.remove("b");
        a.assertSaw(false);
        set.add("a");
        set.add("a");
        set.remove("a");
        set.remove("a");
        a.assertSaw(true, false);
    }

    @Test
    void theSetThatWasGivenIsTheOneThatChanges() {
        Set<Integer> raw = new HashSet<>(Set.of(1, 2));
        ReactiveSet<Integer> over = ReactiveSet.over(context, raw);
        Runs one = Runs.of(context, () -> over.contains(1));
        over.remove(1);
        over.add(3);
        over.add(3);
        assertThat(raw).containsExactlyInAnyOrder(2, 3);
        one.assertSaw(true, false);
    }

    @Test
    void whetherTwoSetsAreDisjointDependsOnWhatWasAsked() {
        set.addAll(List.of("a", "b"));
        Runs disjoint = Runs.of(context, () -> Collections.disjoint(List.of("c", "d"), set));
        set.add("e");
        disjoint.assertSaw(true);
        set.add("d");
        disjoint.assertSaw(false);
    }

    @Test
    void everyWayToReadAllOfItIsTracked() {
        set.add("a");
        List<Runs> readers = List.of(
                Runs.of(context, set::toString),
                Runs.of(context, () -> set.stream().toList()),
                Runs.of(context, () -> List.copyOf(set)),
                Runs.of(context, () -> List.of(set.toArray(new String[0]))),
                Runs.of(context, () -> set.hashCode() == "a".hashCode() ? "[a]" : "[a, b]"),
                Runs.of(context, () -> set.equals(Set.of("a")) ? "[a]" : "[a, b]"),
                Runs.of(context, () -> {
                    List<String> seen = new ArrayList<>();
                    set.forEach(seen::add);
                    return seen;
                }));
        readers.forEach(runs -> runs.assertSaw("[a]"));
        set.add("b");
        readers.forEach(runs -> runs.assertSaw("[a, b]"));
        set.add("b");
        readers.forEach(Runs::assertSilent);
    }

    @Test
    void theSizeIsTrackedAsSuch() {
        Runs size = Runs.of(context, set::size);
        Runs empty = Runs.of(context, set::isEmpty);
        set.add("a");
        context.batch(() -> {
            set.add("b");
            set.remove("a");
        });
        set.clear();
        size.assertSaw(0, 1, 0);
        empty.assertSaw(true, false, true);
    }

    @Test
    void toTakeFromAnEmptySetFailsAndTellsNobody() {
        Runs whole = Runs.of(context, set::toString);
        Iterator<String> iterator = set.iterator();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);
        whole.assertSaw("[]");
    }

    @Test
    void anIteratorIsTrackedWhenItIsUsedAndRemoves() {
        set.addAll(List.of("a", "b"));
        Runs unused = Runs.of(context, () -> {
            return set.iterator() == null ? "no iterator" : "ran";
        });
        Runs first = Runs.of(context, () -> set.iterator().next());
        Iterator<String> iterator = set.iterator();
        iterator.next();
        iterator.remove();
        unused.assertSaw("ran");
        first.assertSaw("a", "b");
    }

    @Test
    void anOperationOfManyChangesIsOneRun() {
        Runs whole = Runs.of(context, set::toString);
        set.addAll(List.of("a", "b", "c", "d"));
        set.removeAll(List.of("a", "x"));
        set.retainAll(List.of("b", "c"));
        set.removeIf("b"::equals);
        set.removeIf("b"::equals);
        set.clear();
        whole.assertSaw("[]", "[a, b, c, d]", "[b, c, d]", "[b, c]", "[c]", "[]");
    }

    @Test
    void anotherReactiveSetThatIsAskedMeanwhileIsTracked() {
        ReactiveSet<String> banned = new ReactiveSet<>(context);
        Runs cleaner = Runs.of(context, () -> {
            set.removeAll(banned);
            return "cleaned";
        });
        set.add("a");
        cleaner.assertSaw("cleaned");
        set.add("b");
        context.effect(() -> set.removeAll(banned));
        banned.add("b");
        assertThat(set).containsExactly("a");
    }

    @Test
    void aDerivedMustNotChangeItAndHasNot() {
        Derived<Boolean> wrong = context.derived(() -> set.add("a"));
        assertThatThrownBy(wrong::get).isInstanceOf(IllegalStateException.class);
        assertThat(set).isEmpty();
    }

    @Test
    void aComparatorDecidesWhichElementsAreEqual() {
        ReactiveSet<String> sorted = ReactiveSet.over(context, new TreeSet<>(String.CASE_INSENSITIVE_ORDER));
        Runs lower = Runs.of(context, () -> sorted.contains("a"));
        sorted.add("A");
        lower.assertSaw(false, true);
    }

    @Test
    void aCopyIsIndependent() {
        ReactiveSet<String> copy = new ReactiveSet<>(List.of("b", "a"));
        copy.add("c");
        assertThat(copy).containsExactly("b", "a", "c");
    }

    @Test
    void anEffectOfAnotherContextDoesNotReact() {
        Runs foreign = Runs.of(new ReactiveContext(), () -> set.contains("a") + set.toString());
        set.add("a");
        foreign.assertSaw("false[]");
    }

    @Test
    void noSignalIsKeptForAnElementThatIsNoLongerTracked() {
        assertThat(set.contains("plain")).isFalse();
        assertThat(set.trackedElements()).isZero();
        Runs ended = Runs.of(context, () -> set.contains("a"));
        Runs.of(context, () -> set.contains("b"));
        assertThat(set.trackedElements()).isEqualTo(2);
        ended.dispose();
        Garbage.awaitEqual(set::trackedElements, 1);
    }
}
