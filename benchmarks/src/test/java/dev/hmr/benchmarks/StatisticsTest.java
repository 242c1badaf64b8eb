package dev.hmr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void takesTheMiddleOrTheMeanOfTheTwoMiddles() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5);
        assertThat(Statistics.median(List.of(9.0, 1.0, 5.0, 6.0))).isEqualTo(5.5);
    }

    @Test
    void takesAValueThatTheGivenShareDoesNotExceed() {
        List<Double> toSixty =
                IntStream.rangeClosed(1, 60).mapToObj(Double::valueOf).toList();
        assertThat(Statistics.percentile(toSixty, 95)).isEqualTo(57);
        assertThat(Statistics.percentile(List.of(3.0), 95)).isEqualTo(3);
    }
}
