package dev.hmr.benchmarks.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That it measures, with the least effort; not what. */
class ReactiveComparisonTest {
    @ParameterizedTest
    @EnumSource(Shape.class)
    void everyChangeOfAShapeReachesItsEnds(Shape shape) {
        Shape.Step step = shape.build(JvmLibrary.HMR.create());
        int first = step.run(1);
        int changes = 0;
        for (int i = 2; i < 50; i++) {
            changes += step.run(i) == first ? 0 : 1;
        }
        if (shape == Shape.AVOIDABLE) {
            assertThat(changes).isZero();
        } else {
            assertThat(changes).isPositive();
        }
    }

    @Test
    void chainsComeOutTheSameInJavaFx() {
        assertThat(Checksum.of(Shape.DEEP, JvmLibrary.JAVA_FX.create()))
                .isEqualTo(Checksum.of(Shape.DEEP, JvmLibrary.HMR.create()));
    }

    @Test
    void theFiguresComeFromJmhWithWhatWasAllocated() {
        Map<Shape, Figures> figures = Jmh.measure(JvmLibrary.HMR, EnumSet.of(Shape.DEEP), Effort.LEAST, 0);
        assertThat(figures).containsOnlyKeys(Shape.DEEP);
        assertThat(figures.get(Shape.DEEP)).satisfies(measured -> {
            assertThat(measured.nanos()).isPositive();
            assertThat(measured.bytes()).isNotNegative();
        });
    }

    @Test
    void theTableHasARowForEachShapeAndRatios() {
        Preact preact = new Preact(
                Map.of(Shape.DEEP, new Figures(2000, Double.NaN)),
                Map.of(Shape.DEEP, Checksum.of(Shape.DEEP, JvmLibrary.HMR.create())),
                200);
        Comparison comparison =
                new Comparison(Map.of(Shape.DEEP, new Figures(1000, 0.25)), Map.of(), Optional.of(preact), 100);
        assertThat(comparison.describe())
                .contains("| deep | 1,000 | 0.3 | 2,000 | 0.50 | – |")
                .contains("| bytes for a node | 100 | | 200 | 0.50 | |");
        assertThat(comparison.disagreements()).isEmpty();
    }

    @Test
    void aDifferentResultOfPreactIsFoundOut() {
        Preact preact = new Preact(Map.of(), Map.of(Shape.DEEP, 0), 200);
        assertThat(new Comparison(Map.of(), Map.of(), Optional.of(preact), 100).disagreements())
                .containsExactly(Shape.DEEP);
    }
}
