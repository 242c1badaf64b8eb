package dev.hmr.benchmarks.reactive;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was measured.
 *
 * @param hmr by shape
 * @param javaFx by shape, as far as it can
 * @param preact empty without Node
 * @param bytesPerNode of this project's library
 */
record Comparison(Map<Shape, Figures> hmr, Map<Shape, Figures> javaFx, Optional<Preact> preact, double bytesPerNode) {

    /** JavaFX visits each path through a graph, and there are more of them in these than there is time. */
    private static final Set<Shape> TOO_MANY_PATHS =
            EnumSet.of(Shape.WIDE_1000X5, Shape.WEB_1000X12, Shape.DEEP_5X500, Shape.READ_1000X5);

    /** @param forks JVMs for each figure; 0 measures in this one */
    static Comparison measure(Set<Shape> shapes, Effort effort, int forks) {
        Set<Shape> simple = EnumSet.copyOf(shapes);
        simple.removeAll(TOO_MANY_PATHS);
        return new Comparison(
                Jmh.measure(JvmLibrary.HMR, shapes, effort, forks),
                simple.isEmpty() ? Map.of() : Jmh.measure(JvmLibrary.JAVA_FX, simple, effort, forks),
                Preact.measure(shapes, effort),
                Memory.bytesPerNode(JvmLibrary.HMR.create()));
    }

    /** The shapes in which Preact did something else: then a comparison of times says nothing. */
    List<Shape> disagreements() {
        List<Shape> different = new ArrayList<>();
        preact.ifPresent(measured -> measured.checksums().forEach((shape, checksum) -> {
            if (checksum != Checksum.of(shape, JvmLibrary.HMR.create())) {
                different.add(shape);
            }
        }));
        return different;
    }

    /** A table for people. */
    String describe() {
        List<String> lines = new ArrayList<>();
        lines.add("| a change carried through | HMR ns | HMR bytes | Preact ns | HMR / Preact | JavaFX ns |");
        lines.add("|---|---:|---:|---:|---:|---:|");
        hmr.forEach((shape, figures) -> {
            double preactNanos = preact.map(Preact::figures)
                    .map(measured -> measured.get(shape))
                    .map(Figures::nanos)
                    .orElse(Double.NaN);
            Figures javaFxFigures = javaFx.get(shape);
            lines.add("| %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            shape.label(),
                            number("%,.0f", figures.nanos()),
                            number("%,.1f", figures.bytes()),
                            number("%,.0f", preactNanos),
                            number("%.2f", figures.nanos() / preactNanos),
                            number("%,.0f", javaFxFigures == null ? Double.NaN : javaFxFigures.nanos())));
        });
        lines.add("| bytes for a node | %s | | %s | %s | |"
                .formatted(
                        number("%,.0f", bytesPerNode),
                        number("%,.0f", preact.map(Preact::bytesPerNode).orElse(Double.NaN)),
                        number(
                                "%.2f",
                                bytesPerNode / preact.map(Preact::bytesPerNode).orElse(Double.NaN))));
        if (preact.isEmpty()) {
            lines.add("");
            lines.add("Preact was not measured: there is no node and npm on the PATH.");
        }
        return String.join("\n", lines);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
    }
}
