package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that says which test pins what names only tests that there are, and leaves no row out. */
class ReactiveConformanceTest {
    private static final Path PAGE = Path.of("../docs/reactive-conformance.md");
    private static final List<String> PACKAGES =
            List.of("dev.hmr.reactive.", "dev.hmr.reactive.collection.", "dev.hmr.user.", "dev.hmr.session.");

    /** Checked as soon as there are any; the collections are a package of their own. */
    private static final Set<String> MAY_BE_ABSENT =
            Set.of("ReactiveMapTest", "ReactiveSetTest", "ReactiveListTest", "ReactiveObjectTest");

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

    private static boolean exists(String className, String method) {
        Optional<Class<?>> type = PACKAGES.stream()
                .flatMap(packageName -> find(packageName + className).stream())
                .findFirst();
        if (type.isEmpty()) {
            return MAY_BE_ABSENT.contains(className);
        }
        return method == null
                || Arrays.stream(type.get().getDeclaredMethods())
                        .anyMatch(declared -> declared.getName().equals(method));
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
                        ids("%d. test_", 48))
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
