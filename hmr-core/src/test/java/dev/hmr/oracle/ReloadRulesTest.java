package dev.hmr.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every row of the table in docs/reload-rules.md names the scenarios that hold it to its word. */
class ReloadRulesTest {
    private static final Path PAGE = Path.of("..", "docs", "reload-rules.md");
    private static final Pattern SCENARIO =
            Pattern.compile("\\[([^]]+)]\\(\\.\\./hmr-core/(src/test/resources/scenarios/[^)]+)\\)");

    @Test
    void rowsNameScenariosThatExist() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            List<MatchResult> links = SCENARIO.matcher(row).results().toList();
            assertThat(links).isNotEmpty().allSatisfy(link -> {
                assertThat(Path.of(link.group(2), "before", "expected")).isRegularFile();
                assertThat(link.group(2)).endsWith("/" + link.group(1));
            });
        });
    }
}
