package dev.hmr.benchmarks.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
    @ParameterizedTest
    @ValueSource(ints = {20, 57, 300, 1000})
    void hasAsManyClassesAsAskedFor(int classes) {
        assertThat(Program.generate(classes, 1).sources()).hasSize(classes);
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(Program.generate(50, 7)).isEqualTo(Program.generate(50, 7));
        assertThat(Program.generate(50, 8)).isNotEqualTo(Program.generate(50, 7));
    }

    @Test
    void showsEachEditableClassInItsSourceOnce() {
        Program program = Program.generate(60, 3);
        assertThat(program.editables())
                .isNotEmpty()
                .allSatisfy(editable ->
                        assertThat(program.sources().get(editable.path())).containsOnlyOnce(editable.marker(0)));
    }

    @Test
    void hasFewClassesThatManyUseAndManyThatFewUse() {
        Map<String, Long> users = usersOfClasses(Program.generate(300, 1));
        List<Long> sorted = users.values().stream().sorted().toList();
        assertThat(sorted.get(sorted.size() - 1)).isGreaterThan(20);
        assertThat(sorted.get(sorted.size() / 2)).isBetween(1L, 5L);
    }

    private static Map<String, Long> usersOfClasses(Program program) {
        Map<String, String> texts = new TreeMap<>();
        program.sources()
                .forEach((path, text) ->
                        texts.put(path.substring(path.lastIndexOf('/') + 1).replace(".java", ""), text));
        return texts.keySet().stream().collect(Collectors.toMap(name -> name, name -> {
            Pattern word = Pattern.compile("\\b" + name + "\\b");
            return texts.values().stream()
                            .filter(text -> word.matcher(text).find())
                            .count()
                    - 1;
        }));
    }
}
