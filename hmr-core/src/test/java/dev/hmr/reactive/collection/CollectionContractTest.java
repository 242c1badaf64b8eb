package dev.hmr.reactive.collection;

import com.google.common.collect.testing.CollectionTestSuiteBuilder;
import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.SetTestSuiteBuilder;
import com.google.common.collect.testing.TestStringCollectionGenerator;
import com.google.common.collect.testing.TestStringListGenerator;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.TestStringSetGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.ListFeature;
import com.google.common.collect.testing.features.MapFeature;
import com.google.common.collect.testing.features.SetFeature;
import dev.hmr.reactive.ReactiveContext;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import junit.framework.TestCase;
import junit.framework.TestSuite;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Guava's tests of the contracts of {@code java.util}, run over every collection, observed by an effect meanwhile. */
class CollectionContractTest {
    private final ReactiveContext context = new ReactiveContext();
    private String shown = "";

    @TestFactory
    Stream<DynamicNode> list() {
        TestStringListGenerator generator = new TestStringListGenerator() {
            @Override
            protected List<String> create(String[] elements) {
                ReactiveList<String> list = new ReactiveList<>(context);
                Collections.addAll(list, elements);
                context.effect(() -> shown = list.toString());
                return list;
            }
        };
        return bridge(ListTestSuiteBuilder.using(generator)
                .named("ReactiveList")
                .withFeatures(
                        CollectionSize.ANY,
                        ListFeature.GENERAL_PURPOSE,
                        CollectionFeature.ALLOWS_NULL_VALUES,
                        CollectionFeature.SUPPORTS_ADD,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION)
                .createTestSuite());
    }

    @TestFactory
    Stream<DynamicNode> setInOrderOfInsertion() {
        return bridge(SetTestSuiteBuilder.using(sets(() -> new ReactiveSet<>(context)))
                .named("ReactiveSet")
                .withFeatures(
                        CollectionSize.ANY,
                        SetFeature.GENERAL_PURPOSE,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionFeature.ALLOWS_NULL_VALUES,
                        CollectionFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION)
                .createTestSuite());
    }

    @TestFactory
    Stream<DynamicNode> setInOrderOfElements() {
        return bridge(SetTestSuiteBuilder.using(sets(() -> ReactiveSet.over(context, new TreeSet<>())))
                .named("ReactiveSet over a TreeSet")
                .withFeatures(
                        CollectionSize.ANY,
                        SetFeature.GENERAL_PURPOSE,
                        CollectionFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION)
                .createTestSuite());
    }

    private TestStringSetGenerator sets(Supplier<ReactiveSet<String>> empty) {
        return new TestStringSetGenerator() {
            @Override
            protected Set<String> create(String[] elements) {
                ReactiveSet<String> set = empty.get();
                Collections.addAll(set, elements);
                context.effect(() -> shown = set.toString());
                return set;
            }
        };
    }

    @TestFactory
    Stream<DynamicNode> mapInOrderOfInsertion() {
        return bridge(MapTestSuiteBuilder.using(maps(LinkedHashMap::new))
                .named("ReactiveMap")
                .withFeatures(
                        CollectionSize.ANY,
                        MapFeature.GENERAL_PURPOSE,
                        MapFeature.ALLOWS_NULL_KEYS,
                        MapFeature.ALLOWS_NULL_VALUES,
                        MapFeature.ALLOWS_ANY_NULL_QUERIES,
                        MapFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionFeature.KNOWN_ORDER)
                .createTestSuite());
    }

    @TestFactory
    Stream<DynamicNode> mapWithoutOrder() {
        return bridge(MapTestSuiteBuilder.using(maps(HashMap::new))
                .named("ReactiveMap over a HashMap")
                .withFeatures(
                        CollectionSize.ANY,
                        MapFeature.GENERAL_PURPOSE,
                        MapFeature.ALLOWS_NULL_KEYS,
                        MapFeature.ALLOWS_NULL_VALUES,
                        MapFeature.ALLOWS_ANY_NULL_QUERIES,
                        MapFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
                .createTestSuite());
    }

    @TestFactory
    Stream<DynamicNode> mapInOrderOfKeys() {
        return bridge(MapTestSuiteBuilder.using(maps(TreeMap::new))
                .named("ReactiveMap over a TreeMap")
                .withFeatures(
                        CollectionSize.ANY,
                        MapFeature.GENERAL_PURPOSE,
                        MapFeature.ALLOWS_NULL_VALUES,
                        MapFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
                .createTestSuite());
    }

    private TestStringMapGenerator maps(Supplier<Map<String, String>> behind) {
        return new TestStringMapGenerator() {
            @Override
            protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                ReactiveMap<String, String> map = ReactiveMap.over(context, behind.get());
                for (Map.Entry<String, String> entry : entries) {
                    map.put(entry.getKey(), entry.getValue());
                }
                context.effect(() -> shown = map.toString());
                return map;
            }
        };
    }

    @TestFactory
    Stream<DynamicNode> valuesOfAMap() {
        TestStringCollectionGenerator generator = new TestStringCollectionGenerator() {
            @Override
            protected Collection<String> create(String[] elements) {
                ReactiveMap<Integer, String> map = new ReactiveMap<>(context);
                for (int i = 0; i < elements.length; i++) {
                    map.put(i, elements[i]);
                }
                return map.values();
            }
        };
        return bridge(CollectionTestSuiteBuilder.using(generator)
                .named("values of a ReactiveMap")
                .withFeatures(
                        CollectionSize.ANY,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionFeature.ALLOWS_NULL_VALUES,
                        CollectionFeature.SUPPORTS_REMOVE,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION)
                .createTestSuite());
    }

    /** The suites are of JUnit 3: here each of their cases becomes a test of its own. */
    private static Stream<DynamicNode> bridge(TestSuite suite) {
        return Collections.list(suite.tests()).stream().map(test -> {
            if (test instanceof TestSuite inner) {
                return DynamicContainer.dynamicContainer(inner.getName(), bridge(inner));
            }
            TestCase testCase = (TestCase) test;
            return DynamicTest.dynamicTest(testCase.getName(), testCase::runBare);
        });
    }
}
