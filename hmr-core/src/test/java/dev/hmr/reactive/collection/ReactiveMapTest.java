package dev.hmr.reactive.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmr.reactive.Derived;
import dev.hmr.reactive.Effect;
import dev.hmr.reactive.Equality;
import dev.hmr.reactive.ReactiveContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReactiveMapTest {
    private final ReactiveContext context = new ReactiveContext();
    private final ReactiveMap<String, Integer> map = new ReactiveMap<>(context);

    @Nested
    class Keys {
        @Test
        void aReaderOfOneKeyIsSilentAboutOthers() {
            map.putAll(Map.of("a", 1, "b", 2));
            Runs a = Runs.of(context, () -> map.get("a"));
            a.assertSaw(1);
            map.put("b", 3);
            map.put("c", 4);
            map.remove("b");
            a.assertSilent();
            map.put("a", 5);
            a.assertSaw(5);
        }

        @Test
        void aMissingKeyIsReadToo() {
            Runs value = Runs.of(context, () -> map.get("a"));
            Runs fallback = Runs.of(context, () -> map.getOrDefault("a", -1));
            Runs known = Runs.of(context, () -> map.containsKey("a"));
            assertThat(map).isEmpty();
            map.put("a", 1);
            map.remove("a");
            map.put("a", 2);
            value.assertSaw("null", 1, "null", 2);
            fallback.assertSaw(-1, 1, -1, 2);
            known.assertSaw(false, true, false, true);
        }

        @Test
        void presenceIsNotConcernedByValues() {
            map.put("a", 1);
            Runs known = Runs.of(context, () -> map.containsKey("a"));
            known.assertSaw(true);
            map.put("a", 2);
            known.assertSilent();
        }

        @Test
        void aProductOfTwoKeysRunsOncePerChange() {
            map.putAll(Map.of("a", 2, "b", 3));
            Runs product = Runs.of(context, () -> map.getOrDefault("a", 0) * map.getOrDefault("b", 0));
            map.put("a", 4);
            map.put("a", 4);
            map.put("b", 5);
            product.assertSaw(6, 12, 20);
        }

        @Test
        void readingAMissingKeyDoesNotMakeItAppear() {
            context.effect(() -> map.get("ghost"));
            assertThat(map.toString()).isEqualTo("{}");
            assertThat(map.entrySet()).isEmpty();
            assertThat(map).hasSize(0).doesNotContainKey("ghost");
        }

        @Test
        void aFailedLookupRunsAgainWhenTheNameAppears() {
            List<String> seen = new ArrayList<>();
            assertThatThrownBy(() -> context.effect(() -> {
                        Integer value = map.get("x");
                        if (value == null) {
                            seen.add("missing");
                            throw new NoSuchElementException("x");
                        }
                        seen.add("x=" + value);
                    }))
                    .isInstanceOf(NoSuchElementException.class);
            map.put("x", 1);
            assertThatThrownBy(() -> map.remove("x")).isInstanceOf(NoSuchElementException.class);
            map.put("x", 2);
            assertThat(seen).containsExactly("missing", "x=1", "missing", "x=2");
        }

        @Test
        void whoWritesWhatItReadsDoesNotLoop() {
            Runs other = Runs.of(context, () -> map.get("unchanged"));
            Effect effect = context.effect(() -> {
                map.putIfAbsent("count", 0);
                map.merge("count", 1, Integer::sum);
                map.get("trigger");
            });
            map.put("trigger", 1);
            assertThat(map).containsEntry("count", 2);
            other.assertSaw("null");
            effect.dispose();
        }

        @Test
        void aComparatorDecidesWhichKeysAreEqual() {
            ReactiveMap<String, Integer> sorted =
                    ReactiveMap.over(context, new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
            Runs lower = Runs.of(context, () -> sorted.get("key"));
            sorted.put("KEY", 1);
            lower.assertSaw("null", 1);
        }
    }

    @Nested
    class TheWhole {
        @Test
        void theSizeIsNotConcernedByValues() {
            Runs size = Runs.of(context, map::size);
            Runs empty = Runs.of(context, map::isEmpty);
            map.put("a", 1);
            map.put("a", 2);
            map.put("b", 1);
            map.clear();
            map.clear();
            size.assertSaw(0, 1, 2, 0);
            empty.assertSaw(true, false, true);
        }

        @Test
        void theWholeSeesKeysAndValuesTheKeysOnlyThemselves() {
            map.put("a", 1);
            Runs whole = Runs.of(context, map::toString);
            Runs keys = Runs.of(context, () -> String.join(",", map.keySet()));
            Runs a = Runs.of(context, () -> map.get("a"));
            map.put("a", 2);
            whole.assertSaw("{a=1}", "{a=2}");
            keys.assertSaw("a");
            a.assertSaw(1, 2);
            map.put("b", 3);
            whole.assertSaw("{a=2, b=3}");
            keys.assertSaw("a,b");
            a.assertSilent();
            map.put("b", 3);
            whole.assertSilent();
        }

        @Test
        void everyWayToReadAllOfItIsTracked() {
            map.put("a", 1);
            Map<String, Runs> readers = Map.of(
                    "forEach",
                            Runs.of(context, () -> {
                                List<String> seen = new ArrayList<>();
                                map.forEach((k, v) -> seen.add(k + v));
                                return seen;
                            }),
                    "equals", Runs.of(context, () -> map.equals(Map.of("a", 1)) ? "[a1]" : "[a2]"),
                    "hashCode",
                            Runs.of(
                                    context,
                                    () -> map.hashCode() == Map.of("a", 1).hashCode() ? "[a1]" : "[a2]"),
                    "containsValue", Runs.of(context, () -> map.containsValue(1) ? "[a1]" : "[a2]"),
                    "values",
                            Runs.of(
                                    context,
                                    () -> map.values().stream()
                                            .map(v -> "a" + v)
                                            .toList()),
                    "values loop",
                            Runs.of(context, () -> {
                                List<String> seen = new ArrayList<>();
                                for (int value : map.values()) {
                                    seen.add("a" + value);
                                }
                                return seen;
                            }),
                    "copy of values",
                            Runs.of(
                                    context,
                                    () -> "[a" + List.copyOf(map.values()).get(0) + "]"),
                    "entries",
                            Runs.of(
                                    context,
                                    () -> map.entrySet().stream()
                                            .map(e -> e.getKey() + e.getValue())
                                            .toList()),
                    "copy", Runs.of(context, () -> "[a" + new HashMap<>(map).get("a") + "]"));
            readers.values().forEach(runs -> runs.assertSaw("[a1]"));
            map.put("a", 2);
            readers.values().forEach(runs -> runs.assertSaw("[a2]"));
        }

        @Test
        void aMapThatIterationGoesOverInsideAnEffectDoesNotTellItself() {
            map.putAll(Map.of("a", 1, "b", 2));
            Runs sum = Runs.of(context, () -> {
                int total = 0;
                for (Map.Entry<String, Integer> entry : map.entrySet()) {
                    total += entry.getValue();
                }
                return total;
            });
            map.put("c", 3);
            sum.assertSaw(3, 6);
        }

        @Test
        void twoInsertionsInABatchAreOneRun() {
            Runs whole = Runs.of(context, map::toString);
            context.batch(() -> {
                map.put("a", 1);
                assertThat(map.get("a")).isEqualTo(1);
                map.put("b", 2);
            });
            whole.assertSaw("{}", "{a=1, b=2}");
        }

        @Test
        void whatIsUndoneWithinABatchIsNoChangeForAKey() {
            map.put("a", 1);
            Runs a = Runs.of(context, () -> map.get("a"));
            Runs size = Runs.of(context, map::size);
            context.batch(() -> {
                map.clear();
                map.put("a", 1);
            });
            a.assertSaw(1);
            size.assertSaw(1);
        }
    }

    @Nested
    class Changes {
        @Test
        void anEqualValueIsNoChange() {
            map.put("a", 1000);
            Runs a = Runs.of(context, () -> map.get("a"));
            map.put("a", 1000);
            map.replace("a", 1000);
            map.compute("a", (key, value) -> value);
            map.replaceAll((key, value) -> value);
            a.assertSaw(1000);
        }

        @Test
        void withoutEqualityEverySetIsAChange() {
            ReactiveMap<String, Integer> always = ReactiveMap.over(context, new HashMap<>(), Equality.never());
            Runs a = Runs.of(context, () -> always.get("a"));
            Runs size = Runs.of(context, always::size);
            Runs whole = Runs.of(context, always::toString);
            always.put("a", 1);
            always.put("a", 1);
            a.assertSaw("null", 1, 1);
            size.assertSaw(0, 1);
            whole.assertSaw("{}", "{a=1}", "{a=1}");
        }

        @Test
        void theEqualityMayBeTheUsersOwn() {
            ReactiveMap<String, String> map = ReactiveMap.over(context, new HashMap<>(), String::equalsIgnoreCase);
            map.put("a", "x");
            Runs a = Runs.of(context, () -> map.get("a"));
            map.put("a", "X");
            a.assertSaw("x");
            assertThat(map).containsEntry("a", "X");
        }

        @Test
        void anOperationOfManyChangesIsOneRun() {
            Runs whole = Runs.of(context, map::toString);
            map.putAll(new TreeMap<>(Map.of("a", 1, "b", 2)));
            map.replaceAll((key, value) -> value * 10);
            map.clear();
            whole.assertSaw("{}", "{a=1, b=2}", "{a=10, b=20}", "{}");
        }

        @Test
        void conditionalChangesTellOnlyWhenTheyAreChanges() {
            Runs a = Runs.of(context, () -> map.get("a"));
            assertThat(map.putIfAbsent("a", 1)).isNull();
            assertThat(map.putIfAbsent("a", 2)).isEqualTo(1);
            assertThat(map.computeIfAbsent("a", key -> 3)).isEqualTo(1);
            assertThat(map.computeIfPresent("b", (key, value) -> 3)).isNull();
            assertThat(map.replace("b", 3)).isNull();
            assertThat(map.replace("a", 7, 3)).isFalse();
            assertThat(map.remove("a", 7)).isFalse();
            a.assertSaw("null", 1);
            assertThat(map.replace("a", 1, 3)).isTrue();
            assertThat(map.merge("a", 4, Integer::sum)).isEqualTo(7);
            assertThat(map.computeIfPresent("a", (key, value) -> null)).isNull();
            a.assertSaw(3, 7, "null");
        }

        @Test
        void whoOnlyChangesDependsOnNothing() {
            Runs writer = Runs.of(context, () -> {
                map.put("a", 0);
                map.merge("a", 1, Integer::sum);
                map.computeIfAbsent("b", key -> 1);
                map.keySet().removeIf("c"::equals);
                map.values().remove(5);
                map.replaceAll((key, value) -> value);
                return "ran";
            });
            map.put("a", 5);
            map.put("c", 5);
            map.clear();
            writer.assertSaw("ran");
        }

        @Test
        void aDerivedMustNotChangeItAndHasNot() {
            map.put("a", 1);
            Derived<Integer> wrong = context.derived(() -> map.put("a", 2));
            Derived<Integer> alsoWrong = context.derived(() -> map.remove("a"));
            assertThatThrownBy(wrong::get).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(alsoWrong::get).isInstanceOf(IllegalStateException.class);
            assertThat(map).containsExactly(Map.entry("a", 1));
        }

        @Test
        void whatAnEffectThrowsReachesWhoeverChangedTheMap() {
            context.effect(() -> {
                if (map.containsKey("bad")) {
                    throw new IllegalArgumentException("bad");
                }
            });
            assertThatThrownBy(() -> map.put("bad", 1)).hasMessage("bad");
            assertThat(map).containsEntry("bad", 1);
        }
    }

    @Nested
    class ContextsAndMemory {
        @Test
        void anEffectOfAnotherContextDoesNotReact() {
            Runs foreign = Runs.of(new ReactiveContext(), () -> map.get("a") + map.toString());
            Runs own = Runs.of(context, () -> map.get("a") + map.toString());
            map.put("a", 1);
            foreign.assertSaw("null{}");
            own.assertSaw("null{}", "1{a=1}");
        }

        @Test
        void aWrappedMapIsChangedACopiedOneIsNot() {
            Map<String, Integer> raw = new HashMap<>(Map.of("a", 1));
            ReactiveMap<String, Integer> over = ReactiveMap.over(context, raw);
            ReactiveMap<String, Integer> copy = new ReactiveMap<>(raw);
            Runs a = Runs.of(context, () -> over.get("a"));
            over.put("a", 2);
            copy.put("a", 3);
            a.assertSaw(1, 2);
            assertThat(raw).containsEntry("a", 2);
            assertThat(copy).containsEntry("a", 3);
        }

        @Test
        void plainReadsLeaveNothingBehind() {
            for (int i = 0; i < 100; i++) {
                assertThat(map.get("k" + i)).isNull();
                assertThat(map.containsKey("k" + i)).isFalse();
            }
            context.effect(() -> context.untracked(() -> map.get("a")));
            assertThat(map.trackedKeys()).isZero();
        }

        @Test
        void readersOfOneKeyShareOneSignal() {
            for (int i = 0; i < 10; i++) {
                context.effect(() -> map.get("a"));
            }
            assertThat(map.trackedKeys()).isEqualTo(1);
        }

        @Test
        void anEffectThatNobodyElseHoldsGoesOnTrackingItsKey() {
            Runs a = Runs.of(context, () -> map.get("a"));
            Garbage.collect();
            map.put("a", 1);
            a.assertSaw("null", 1);
            assertThat(map.trackedKeys()).isEqualTo(1);
        }

        @Test
        void noSignalIsKeptForAKeyThatIsNoLongerTracked() {
            map.put("which", 0);
            context.effect(() -> map.get("k" + map.get("which")));
            Effect ended = context.effect(() -> map.get("gone"));
            for (int i = 1; i <= 100; i++) {
                map.put("which", i);
            }
            context.derived(() -> map.get("read once")).get();
            ended.dispose();
            Garbage.awaitEqual(map::trackedKeys, 2);
        }
    }
}
