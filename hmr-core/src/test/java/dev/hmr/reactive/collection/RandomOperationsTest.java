package dev.hmr.reactive.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.reactive.ReactiveContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Random operations on a reactive collection and on a plain one: each reader has seen what the plain one says, and has run
 * if and only if that has changed.
 */
class RandomOperationsTest {
    private static final int SEEDS = 300;
    private static final int STEPS = 60;
    private static final int KEYS = 6;

    private final ReactiveContext context = new ReactiveContext();

    @Test
    void lists() {
        List<Function<List<Integer>, Object>> reads = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            int index = i;
            reads.add(list -> orMissing(() -> list.get(index)));
            reads.add(list -> orMissing(() -> fromEnd(list, index + 1)));
            reads.add(list -> orMissing(() -> list.subList(index, index + 2).toString()));
        }
        reads.add(List::size);
        reads.add(List::isEmpty);
        reads.add(Object::toString);
        reads.add(RandomOperationsTest::loop);
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Integer> plain = new ArrayList<>();
            verify(seed, ReactiveList.over(context, new ArrayList<>()), plain, reads, RandomOperationsTest::change);
        }
    }

    @Test
    void sets() {
        List<Function<Set<Integer>, Object>> reads = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            int element = i;
            reads.add(set -> set.contains(element));
        }
        reads.add(Set::size);
        reads.add(Set::isEmpty);
        reads.add(Object::toString);
        reads.add(RandomOperationsTest::loop);
        for (int seed = 0; seed < SEEDS; seed++) {
            verify(seed, new ReactiveSet<>(context), new LinkedHashSet<>(), reads, RandomOperationsTest::change);
        }
    }

    @Test
    void maps() {
        List<Function<Map<Integer, Integer>, Object>> reads = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            int key = i;
            reads.add(map -> map.getOrDefault(key, -1));
            reads.add(map -> map.containsKey(key));
            reads.add(map -> map.entrySet().contains(Map.entry(key, 1)) ? map.get(key) : map.getOrDefault(key, -1));
        }
        reads.add(Map::size);
        reads.add(Map::isEmpty);
        reads.add(Object::toString);
        reads.add(map -> loop(map.keySet()));
        reads.add(map -> loop(map.values()) + loop(map.keySet()));
        for (int seed = 0; seed < SEEDS; seed++) {
            verify(seed, new ReactiveMap<>(context), new LinkedHashMap<>(), reads, RandomOperationsTest::change);
        }
    }

    private <C> void verify(
            int seed, C reactive, C plain, List<Function<C, Object>> reads, BiConsumer<C, Random> change) {
        List<Runs> readers = new ArrayList<>();
        List<Object> before = new ArrayList<>();
        for (Function<C, Object> read : reads) {
            readers.add(Runs.of(context, () -> read.apply(reactive)));
            before.add(read.apply(plain));
            readers.get(readers.size() - 1).assertSaw(read.apply(plain));
        }
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            long operation = random.nextLong();
            change.accept(reactive, new Random(operation));
            change.accept(plain, new Random(operation));
            assertThat(reactive).as("seed %d, step %d", seed, step).hasToString(plain.toString());
            for (int i = 0; i < reads.size(); i++) {
                Object now = reads.get(i).apply(plain);
                if (now.equals(before.set(i, now))) {
                    readers.get(i).assertSilent();
                } else {
                    readers.get(i).assertSaw(now);
                }
            }
        }
        readers.forEach(Runs::dispose);
    }

    private static void change(List<Integer> list, Random random) {
        int size = list.size();
        int index = random.nextInt(size + 1);
        int value = random.nextInt(KEYS);
        List<Integer> several = random.ints(random.nextInt(4), 0, KEYS).boxed().toList();
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> list.add(index, value);
            case 3 -> list.addAll(index, several);
            case 4, 5 -> ifNotEmpty(size, () -> list.set(index % size, value));
            case 6, 7 -> ifNotEmpty(size, () -> list.remove(index % size));
            case 8 -> list.remove((Integer) value);
            case 9 -> list.removeIf(element -> element == value);
            case 10 -> list.sort(null);
            case 11 -> list.replaceAll(element -> element == value ? 0 : element);
            case 12 -> list.subList(index, size).clear();
            default -> list.subList(0, index).addAll(several);
        }
    }

    private static void change(Set<Integer> set, Random random) {
        int value = random.nextInt(KEYS);
        List<Integer> several = random.ints(random.nextInt(4), 0, KEYS).boxed().toList();
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> set.add(value);
            case 3 -> set.addAll(several);
            case 4 -> set.remove(value);
            case 5 -> set.removeAll(several);
            case 6 -> set.removeIf(element -> element > value);
            default -> ifNotEmpty(random.nextInt(3), set::clear);
        }
    }

    private static void change(Map<Integer, Integer> map, Random random) {
        int key = random.nextInt(KEYS);
        int value = random.nextInt(3);
        switch (random.nextInt(11)) {
            case 0, 1, 2 -> map.put(key, value);
            case 3 -> map.remove(key);
            case 4 -> map.merge(key, value, (a, b) -> a + b > 3 ? null : a + b);
            case 5 -> map.putIfAbsent(key, value);
            case 6 -> map.replaceAll((k, v) -> k == key ? value : v);
            case 7 -> map.values().remove(value);
            case 8 -> map.keySet().removeIf(element -> element > key);
            case 9 -> map.entrySet().stream().skip(key).findFirst().ifPresent(entry -> entry.setValue(value));
            default -> map.compute(key, (k, v) -> v == null ? value : null);
        }
    }

    private static void ifNotEmpty(int size, Runnable action) {
        if (size > 0) {
            action.run();
        }
    }

    private static Object orMissing(Supplier<Object> read) {
        try {
            return read.get();
        } catch (RuntimeException missing) {
            return "missing";
        }
    }

    private static Integer fromEnd(List<Integer> list, int place) {
        return list instanceof ReactiveList<Integer> reactive
                ? reactive.getFromEnd(place)
                : list.get(list.size() - place);
    }

    private static String loop(Collection<Integer> elements) {
        StringBuilder seen = new StringBuilder();
        for (int element : elements) {
            seen.append(element).append(' ');
        }
        return seen.toString();
    }
}
