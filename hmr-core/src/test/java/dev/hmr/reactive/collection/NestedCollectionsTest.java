package dev.hmr.reactive.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.reactive.ReactiveContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reactive collections in reactive collections. */
class NestedCollectionsTest {
    private final ReactiveContext context = new ReactiveContext();

    @Test
    void aReaderOfTheWholeReadsWhatIsInItAsWell() {
        ReactiveMap<String, List<Integer>> map = new ReactiveMap<>(context);
        ReactiveList<Integer> inner = new ReactiveList<>(context);
        map.put("a", inner);
        Runs whole = Runs.of(context, map::toString);
        Runs first = Runs.of(context, () -> map.getOrDefault("a", List.of()).isEmpty());
        Runs key = Runs.of(context, () -> map.containsKey("a"));
        inner.add(1);
        inner.add(2);
        whole.assertSaw("{a=[]}", "{a=[1]}", "{a=[1, 2]}");
        first.assertSaw(true, false);
        key.assertSaw(true);
    }

    @Test
    void aTreeIsCopiedIntoAReactiveTree() {
        Map<String, Object> json = Map.of("users", List.of(Map.of("name", "Ada", "tags", Set.of("x"))), "count", 1);
        ReactiveMap<String, Object> tree = ReactiveMap.deepCopyOf(context, json);
        assertThat(tree).isEqualTo(json);
        Runs name = Runs.of(context, () -> user(tree).get("name"));
        Runs tagged = Runs.of(context, () -> tags(tree).contains("y"));
        user(tree).put("name", "Bob");
        tags(tree).add("y");
        tree.put("count", 2);
        name.assertSaw("Ada", "Bob");
        tagged.assertSaw(false, true);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> user(Map<String, Object> tree) {
        return ((List<Map<String, Object>>) tree.getOrDefault("users", List.of())).get(0);
    }

    @SuppressWarnings("unchecked")
    private static Set<String> tags(Map<String, Object> tree) {
        return (Set<String>) user(tree).getOrDefault("tags", Set.of());
    }

    @Test
    void whatIsSharedOrInsideItselfIsSoInTheCopy() {
        List<Object> shared = new ArrayList<>(List.of(1));
        Map<String, Object> loop = new HashMap<>(Map.of("shared", shared));
        loop.put("self", loop);
        Set<Integer> set = Set.of(1);
        loop.put("set", set);
        ReactiveList<Object> copy = ReactiveList.deepCopyOf(context, List.of(shared, loop, set));
        Map<?, ?> map = (Map<?, ?>) copy.get(1);
        assertThat(map.get("shared")).isSameAs(copy.get(0));
        assertThat(map.get("set")).isInstanceOf(ReactiveSet.class).isSameAs(copy.get(2));
        assertThat(map.get("self")).isSameAs(map);
    }

    @Test
    void noDepthIsTooDeep() {
        List<Object> tree = new ArrayList<>();
        for (int depth = 0; depth < 100_000; depth++) {
            tree = new ArrayList<>(List.of((Object) tree));
        }
        assertThat(ReactiveList.deepCopyOf(context, tree).size()).isEqualTo(1);
    }
}
