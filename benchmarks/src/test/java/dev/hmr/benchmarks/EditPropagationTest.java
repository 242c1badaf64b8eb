package dev.hmr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** That it measures what it says; not how long. */
class EditPropagationTest {
    @Test
    void anEditReloadsWhatBuildsOnIt() {
        List<EditPropagation.Row> rows = EditPropagation.measure(new LayeredProgram(1, 4, 20), 3);
        assertThat(rows)
                .extracting(EditPropagation.Row::units)
                .containsExactly(List.of(1.0, 1.0, 1.0), rows.get(1).units(), List.of(25.0, 25.0, 25.0));
        assertThat(rows.get(1).units()).allMatch(units -> units > 1 && units < 21);
    }
}
