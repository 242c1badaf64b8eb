package dev.hmr.reactive.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmr.reactive.Derived;
import dev.hmr.reactive.Equality;
import dev.hmr.reactive.ReactiveContext;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class ReactiveListTest {
    private final ReactiveContext context = new ReactiveContext();
    private final ReactiveList<Integer> list = new ReactiveList<>(context);

    @Nested
    class Indices {
        @Test
        void aReaderOfAnIndexRunsWhenItSeesSomethingElse() {
            list.addAll(List.of(1, 2, 3));
            Runs second = Runs.of(context, () -> list.get(1));
            second.assertSaw(2);
            list.add(4);
            list.set(0, 9);
            list.set(1, 2);
            list.add(0, 1); // 1 9 2 3 4
            second.assertSaw(9);
            list.add(1, 9); // 1 9 9 2 3 4
            list.remove(2);
            second.assertSilent();
            list.remove(0);
            second.assertSaw(2);
        }

        @Test
        void aReadBeyondTheEndFailsWhoeverShortenedTheList() {
            list.addAll(List.of(1, 2));
            Runs second = Runs.of(context, () -> list.get(1));
            assertThatThrownBy(list::clear).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(list).isEmpty();
            list.add(5);
            assertThatThrownBy(() -> list.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
            list.add(6);
            second.assertSaw(2, 6);
        }

        @Test
        void theLastElementIsTrackedFromTheEnd() {
            list.addAll(List.of(1, 2));
            Runs last = Runs.of(context, list::getLast);
            list.add(3);
            last.assertSaw(2, 3);
            list.addAll(List.of(4, 3));
            list.add(0, 7);
            list.set(0, 8);
            last.assertSilent();
            list.set(list.size() - 1, 9);
            last.assertSaw(9);
        }

        @Test
        void soIsAStretchCountedFromTheEnd() {
            list.addAll(List.of(1, 2, 3));
            Derived<List<Integer>> stretch = context.derived(() -> List.of(list.getFromEnd(3), list.getFromEnd(2)));
            Runs runs = Runs.of(context, stretch);
            list.add(0, 0);
            runs.assertSaw("[1, 2]");
            list.add(4);
            runs.assertSaw("[2, 3]");
            list.addAll(List.of(2, 3, 4));
            runs.assertSilent();
        }

        @Test
        void theFirstAndTheLastOfNoneAreMissed() {
            assertThatThrownBy(list::getFirst).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(list::getLast).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(list::removeFirst).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(list::removeLast).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> list.getFromEnd(0)).isInstanceOf(IndexOutOfBoundsException.class);
            list.addLast(2);
            list.addFirst(1);
            list.addLast(3);
            assertThat(list.removeFirst() + list.getFirst() + list.removeLast()).isEqualTo(6);
            assertThat(list).containsExactly(2);
        }
    }

    @Nested
    class TheWhole {
        @Test
        void theSizeIsTrackedAsSuch() {
            list.addAll(List.of(1, 2, 3, 4));
            Runs size = Runs.of(context, list::size);
            Runs empty = Runs.of(context, list::isEmpty);
            list.subList(1, 3).clear();
            list.addAll(List.of(5, 6));
            list.removeLast();
            list.sort(Comparator.reverseOrder());
            list.set(0, 0);
            list.addAll(1, List.of(7, 8));
            list.remove((Integer) 7);
            list.remove((Integer) 77);
            size.assertSaw(4, 2, 4, 3, 5, 4);
            empty.assertSaw(false);
        }

        @Test
        void everyWayToReadAllOfItIsTracked() {
            list.add(1);
            List<Runs> readers = List.of(
                    Runs.of(context, list::toString),
                    Runs.of(context, () -> list.stream().toList()),
                    Runs.of(context, () -> List.copyOf(list)),
                    Runs.of(context, () -> List.of(list.toArray(new Integer[0]))),
                    Runs.of(context, () -> list.hashCode() == List.of(1).hashCode() ? "[1]" : "[2]"),
                    Runs.of(context, () -> list.equals(List.of(1)) ? "[1]" : "[2]"),
                    Runs.of(context, () -> list.contains(1) ? "[1]" : "[2]"),
                    Runs.of(context, () -> list.indexOf(1) == 0 ? "[1]" : "[2]"),
                    Runs.of(context, () -> list.lastIndexOf(1) == 0 ? "[1]" : "[2]"),
                    Runs.of(context, () -> new ArrayList<>(list.subList(0, 1))),
                    Runs.of(context, () -> list.subList(0, 1).toString()),
                    Runs.of(context, () -> {
                        List<Integer> seen = new ArrayList<>();
                        list.forEach(seen::add);
                        return seen;
                    }),
                    Runs.of(context, () -> {
                        List<Integer> seen = new ArrayList<>();
                        for (int element : list) {
                            seen.add(element);
                        }
                        return seen;
                    }));
            readers.forEach(runs -> runs.assertSaw("[1]"));
            list.set(0, 1);
            readers.forEach(Runs::assertSilent);
            list.set(0, 2);
            readers.forEach(runs -> runs.assertSaw("[2]"));
        }

        @Test
        void aLoopThatEndsEarlyHasReadOnlyWhatItMet() {
            list.addAll(List.of(1, 2, 3));
            Runs first = Runs.of(context, () -> list.iterator().next());
            list.set(2, 9);
            first.assertSaw(1);
            list.set(0, 8);
            first.assertSaw(8);
        }
    }

    @Nested
    class Sequenced {
        @Test
        @EnabledForJreRange(min = JRE.JAVA_21)
        void theListBackToFrontIsTrackedAsWell() throws Exception {
            list.addAll(List.of(1, 2));
            Method reversed = List.class.getMethod("reversed"); // the code is for Java 17
            List<?> backwards = (List<?>) reversed.invoke(list);
            Runs runs = Runs.of(context, () -> new ArrayList<>(backwards));
            list.add(3);
            runs.assertSaw("[2, 1]", "[3, 2, 1]");
        }
    }

    @Nested
    class Parts {
        @Test
        void aPartIsSilentAboutTheRest() {
            list.addAll(List.of(1, 2, 3, 4));
            Runs part = Runs.of(context, () -> list.subList(0, 2).toString());
            list.add(5);
            list.removeLast();
            list.set(2, 9);
            list.add(2, 7);
            part.assertSaw("[1, 2]");
            list.add(1, 2);
            list.set(2, 8);
            part.assertSilent();
            list.remove(0);
            part.assertSaw("[2, 8]");
        }

        @Test
        void aPartIsMissedWhenTheListGetsTooShortForIt() {
            list.addAll(List.of(1, 2, 3));
            Runs size = Runs.of(context, () -> list.subList(1, 3).size());
            list.add(4);
            list.set(1, 7);
            size.assertSaw(2);
            assertThatThrownBy(() -> list.subList(0, 2).clear()).isInstanceOf(IndexOutOfBoundsException.class);
            list.add(5);
            size.assertSaw(2);
        }

        @Test
        void aPartChangesTheListInOneBatch() {
            list.addAll(List.of(5, 4, 3, 2, 1));
            Runs whole = Runs.of(context, list::toString);
            List<Integer> part = list.subList(1, 4);
            part.sort(null);
            part.replaceAll(element -> element * 10);
            part.removeIf(element -> element == 20);
            part.add(0, 7);
            part.subList(0, 2).clear();
            part.addAll(List.of(8, 9));
            assertThat(part).containsExactly(40, 8, 9);
            part.clear();
            whole.assertSaw(
                    "[5, 4, 3, 2, 1]",
                    "[5, 2, 3, 4, 1]",
                    "[5, 20, 30, 40, 1]",
                    "[5, 30, 40, 1]",
                    "[5, 7, 30, 40, 1]",
                    "[5, 40, 1]",
                    "[5, 40, 8, 9, 1]",
                    "[5, 1]");
        }

        @Test
        void aPartKnowsWhenTheListWasResizedElsewhere() {
            list.addAll(List.of(1, 2, 3));
            List<Integer> part = list.subList(0, 2);
            list.set(0, 5);
            assertThat(part).containsExactly(5, 2);
            list.add(4);
            assertThatThrownBy(() -> part.get(0)).isInstanceOf(ConcurrentModificationException.class);
            assertThatThrownBy(() -> part.add(1)).isInstanceOf(ConcurrentModificationException.class);
        }

        @Test
        void aPartThatCannotBeIsRefused() {
            list.add(1);
            assertThatThrownBy(() -> list.subList(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> list.subList(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> list.subList(1, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Changes {
        @Test
        void onlyIndicesThatLookDifferentAreTold() {
            list.addAll(List.of(1, 2, 3, 4));
            Runs[] index = new Runs[4];
            for (int i = 0; i < 4; i++) {
                int at = i;
                index[i] = Runs.of(context, () -> list.get(at));
                index[i].assertSaw(i + 1);
            }
            list.sort(Comparator.comparing(element -> element == 2 ? 3 : element == 3 ? 2 : element));
            index[0].assertSilent();
            index[1].assertSaw(3);
            index[2].assertSaw(2);
            index[3].assertSilent();
            list.replaceAll(element -> element == 4 ? 5 : element);
            index[0].assertSilent();
            index[3].assertSaw(5);
        }

        @Test
        void anOperationOfManyChangesIsOneRun() {
            Runs whole = Runs.of(context, list::toString);
            list.addAll(List.of(3, 1, 2));
            list.sort(null);
            list.sort(null);
            list.addAll(1, List.of(8, 9));
            list.removeAll(List.of(8, 9));
            list.removeIf(element -> element == 77);
            list.retainAll(List.of(1));
            list.clear();
            list.clear();
            whole.assertSaw("[]", "[3, 1, 2]", "[1, 2, 3]", "[1, 8, 9, 2, 3]", "[1, 2, 3]", "[1]", "[]");
        }

        @Test
        void aListIteratorChangesTheList() {
            list.addAll(List.of(1, 2));
            Runs whole = Runs.of(context, list::toString);
            ListIterator<Integer> iterator = list.listIterator();
            iterator.next();
            iterator.set(5);
            iterator.add(6);
            iterator.next();
            iterator.remove();
            assertThat(iterator.previous()).isEqualTo(6);
            whole.assertSaw("[1, 2]", "[5, 2]", "[5, 6, 2]", "[5, 6]");
        }

        @Test
        void withoutEqualityEveryStepOnAPlaceIsAChange() {
            ReactiveList<Integer> always = ReactiveList.over(context, new ArrayList<>(), Equality.never());
            always.addAll(List.of(1, 1, 1));
            Runs second = Runs.of(context, () -> always.get(1));
            Runs last = Runs.of(context, always::getLast);
            always.set(1, 1);
            second.assertSaw(1, 1);
            last.assertSaw(1);
            always.add(0, 1);
            second.assertSaw(1);
            last.assertSilent();
            always.add(1);
            second.assertSilent();
            last.assertSaw(1);
        }

        @Test
        void whoOnlyChangesDependsOnNothing() {
            Runs writer = Runs.of(context, () -> {
                list.add(1);
                list.addFirst(2);
                list.removeLast();
                list.remove((Integer) 2);
                list.sort(null);
                list.removeIf(element -> false);
                return "ran";
            });
            list.add(7);
            list.clear();
            writer.assertSaw("ran");
        }

        @Test
        void aDerivedMustNotChangeItAndHasNot() {
            list.add(1);
            for (Derived<?> wrong : List.of(
                    context.derived(() -> list.add(2)),
                    context.derived(() -> list.set(0, 2)),
                    context.derived(() -> list.remove(0)))) {
                assertThatThrownBy(wrong::get).isInstanceOf(IllegalStateException.class);
            }
            assertThat(list).containsExactly(1);
        }

        @Test
        void theListThatWasGivenIsTheOneThatChanges() {
            List<Integer> raw = new ArrayList<>(List.of(1));
            ReactiveList.over(context, raw).add(2);
            new ReactiveList<>(raw).add(3);
            assertThat(raw).containsExactly(1, 2);
        }
    }

    @Nested
    class ContextsAndMemory {
        @Test
        void anEffectOfAnotherContextDoesNotReact() {
            Runs foreign = Runs.of(new ReactiveContext(), () -> list.size() + list.toString());
            list.add(1);
            foreign.assertSaw("0[]");
        }

        @Test
        void plainReadsLeaveNothingBehind() {
            list.addAll(List.of(1, 2, 3));
            assertThat(list.get(1) + list.getLast() + list.subList(0, 2).size()).isEqualTo(7);
            assertThat(list.trackedPlaces()).isZero();
        }

        @Test
        void noSignalIsKeptForAPlaceThatIsNoLongerTracked() {
            list.addAll(List.of(1, 2, 3));
            Runs ended = Runs.of(context, () -> list.subList(0, 3).toString());
            context.effect(list::getLast);
            assertThat(list.trackedPlaces()).isEqualTo(5);
            ended.dispose();
            Garbage.awaitEqual(list::trackedPlaces, 1);
        }

        @Test
        void anObservedPartOfTheGraphStaysAlive() {
            list.addAll(List.of(1, 2));
            Runs first = Runs.of(context, context.derived(() -> list.get(0)));
            Garbage.collect();
            list.set(0, 5);
            first.assertSaw(1, 5);
        }
    }
}
