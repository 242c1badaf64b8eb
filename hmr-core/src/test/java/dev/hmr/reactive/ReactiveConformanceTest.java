package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The page that says which test pins what names only tests that there are, and leaves no row out. */
class ReactiveConformanceTest {
    private static final Path PAGE = Path.of("../docs/reactive-conformance.md");
    private static final List<String> PACKAGES = List.of(
            "dev.hmr.reactive.", "dev.hmr.reactive.collection.", "dev.hmr.user.", "dev.hmr.session.", "dev.hmr.load.");

    /** The ancestor's tests of collections, as far as their names have no number. */
    private static final List<String> COLLECTION_TESTS = List.of(
            "test_reactive_mapping_equality_check",
            "test_reactive_mapping_no_equality_check",
            "test_reactive_set_proxy",
            "test_reactive_set_no_equality_check",
            "test_reactive_mapping_repr",
            "test_reactive_length",
            "test_reactive_sequence_length",
            "test_reactive_sequence_setitem",
            "test_reactive_sequence_negative_index",
            "test_reactive_sequence_negative_indices",
            "test_reactive_sequence_slice_operations",
            "test_reactive_sequence_derived_no_memory_leak",
            "test_reactive_object_proxy",
            "test_reactive_object_proxy_accessing_properties",
            "test_reactive_class_proxy",
            "test_reactive_router");

    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:#(\\w+))?`");

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        List<MatchResult> named = TEST.matcher(Files.readString(PAGE)).results().toList();
        assertThat(named).hasSizeGreaterThan(100);
        assertThat(named.stream()
                        .filter(test -> !exists(test.group(1), test.group(2)))
                        .map(MatchResult::group))
                .isEmpty();
    }

    private static boolean exists(String className, @Nullable String method) {
        return PACKAGES.stream()
                .flatMap(packageName -> find(packageName + className).stream())
                .flatMap(type -> Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses())))
                .anyMatch(type -> method == null
                        || Arrays.stream(type.getDeclaredMethods())
                                .anyMatch(declared -> declared.getName().equals(method)));
    }

    private static Optional<Class<?>> find(String name) {
        try {
            return Optional.of(Class.forName(name, false, ReactiveConformanceTest.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    @Test
    void noRowIsLeftOut() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        List<String> ids = Stream.of(
                        ids("R-%02d", 34),
                        ids("D-%02d", 5),
                        ids("C-%02d", 10),
                        ids("X-%02d", 4),
                        ids("Y-%02d", 10),
                        ids("L-%02d", 21),
                        ids("B3-%d", 15),
                        ids("%d. test_", 48),
                        COLLECTION_TESTS.stream())
                .flatMap(each -> each)
                .toList();
        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(page).anySatisfy(line -> assertThat(line).startsWith("| " + id)));
    }

    private static Stream<String> ids(String format, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> String.format(format, number));
    }

    @Test
    void aRowWithoutATestIsOneThatJavaDoesNotHave() throws IOException {
        assertThat(Files.readAllLines(PAGE))
                .filteredOn(line -> line.startsWith("| ") && !line.startsWith("| row"))
                .allSatisfy(line -> assertThat(
                                line.contains(" | x | ") || TEST.matcher(line).find())
                        .as(line)
                        .isTrue());
    }
}
