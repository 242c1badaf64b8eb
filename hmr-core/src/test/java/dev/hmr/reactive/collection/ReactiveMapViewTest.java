package dev.hmr.reactive.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmr.reactive.ReactiveContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Keys, values and entries of a map, and their iterators. */
class ReactiveMapViewTest {
    private final ReactiveContext context = new ReactiveContext();
    private final ReactiveMap<String, Integer> map = new ReactiveMap<>(context);

    @Test
    void aViewTracksNothingBeforeItIsUsed() {
        List<Object> views = new ArrayList<>();
        Runs runs = Runs.of(context, () -> {
            views.addAll(Arrays.asList(map.keySet(), map.values(), map.entrySet()));
            views.add(map.keySet().iterator());
            return views.size();
        });
        map.put("a", 1);
        runs.assertSaw(4);
        assertThat(views.get(0)).hasToString("[a]");
    }

    @Test
    void aLoopDependsOnTheValuesItAskedFor() {
        map.putAll(new TreeMap<>(Map.of("a", 1, "b", 2)));
        Runs first = Runs.of(context, () -> map.entrySet().iterator().next().getValue());
        Runs keys = Runs.of(context, () -> map.entrySet().iterator().next().getKey());
        map.put("b", 3);
        first.assertSaw(1);
        map.put("a", 4);
        first.assertSaw(4);
        keys.assertSaw("a");
    }

    @Test
    void membershipInAViewIsTrackedByKey() {
        map.put("a", 1);
        Runs key = Runs.of(context, () -> map.keySet().contains("b"));
        Runs entry = Runs.of(context, () -> map.entrySet().contains(Map.entry("a", 2)));
        map.put("a", 2);
        key.assertSaw(false);
        entry.assertSaw(false, true);
        map.put("b", 1);
        key.assertSaw(true);
        entry.assertSilent();
    }

    @Test
    void removalThroughAnIteratorIsNoticed() {
        map.putAll(new TreeMap<>(Map.of("a", 1, "b", 2)));
        Runs a = Runs.of(context, () -> map.get("a"));
        Runs whole = Runs.of(context, map::toString);
        Iterator<Integer> values = map.values().iterator();
        values.next();
        values.remove();
        assertThatThrownBy(values::remove).isInstanceOf(IllegalStateException.class);
        a.assertSaw(1, "null");
        whole.assertSaw("{a=1, b=2}", "{b=2}");
    }

    @Test
    void settingAnEntryIsNoticedOnlyIfItIsAChange() {
        map.put("a", 1);
        Runs a = Runs.of(context, () -> map.get("a"));
        Map.Entry<String, Integer> entry = map.entrySet().iterator().next();
        entry.setValue(1);
        a.assertSaw(1);
        entry.setValue(2);
        a.assertSaw(2);
    }

    @Test
    void removalOfManyThroughAViewIsOneRun() {
        map.putAll(new TreeMap<>(Map.of("a", 1, "b", 2, "c", 3, "d", 4)));
        Runs whole = Runs.of(context, map::toString);
        map.keySet().removeAll(Set.of("a", "b"));
        map.values().removeIf(value -> value == 3);
        map.entrySet().retainAll(Set.of());
        whole.assertSaw("{a=1, b=2, c=3, d=4}", "{c=3, d=4}", "{d=4}", "{}");
    }

    @Test
    void aFilterThatFailsHasRemovedNothing() {
        map.putAll(new TreeMap<>(Map.of("a", 1, "b", 2)));
        Runs whole = Runs.of(context, map::toString);
        assertThatThrownBy(() -> map.keySet().removeIf(key -> {
                    if (key.equals("b")) {
                        throw new IllegalArgumentException("b");
                    }
                    return true;
                }))
                .isInstanceOf(IllegalArgumentException.class);
        whole.assertSaw("{a=1, b=2}");
    }
}
