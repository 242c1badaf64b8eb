package dev.hmr.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Results as a table for people. */
final class Report {
    private static final String LABEL = "%-26s";

    private final Results results;
    private final List<String> lines = new ArrayList<>();

    private Report(Results results) {
        this.results = results;
    }

    static String of(Results results) {
        return new Report(results).write();
    }

    private String write() {
        Options options = results.options();
        line("Save to served: %d classes, %d routes, seed %d", results.classes(), results.routes(), options.seed());
        line(
                "JDK %s (%s), %d cores; %d edits of each kind after %d to warm up",
                Runtime.version(),
                System.getProperty("java.vendor"),
                Runtime.getRuntime().availableProcessors(),
                options.edits(),
                options.warmup());
        line("");
        row("milliseconds", kind -> "%18s          ".formatted(kind));
        row("", kind -> "%10s%10s        ".formatted("median", "p95"));
        times("save to response", Sample::responseMillis);
        times("  detect", sample -> sample.reload().detect());
        times("  compile", sample -> sample.reload().compile());
        times("  load", sample -> sample.reload().load());
        times("  swap", sample -> sample.reload().swap());
        times("  not in HMR's phases", Sample::elsewhereMillis);
        times("bare javac of the file", Sample::referenceMillis);
        row(
                "ratio of the medians",
                kind -> "%10.2f%18s"
                        .formatted(median(kind, Sample::responseMillis) / median(kind, Sample::referenceMillis), ""));
        row(
                "units reloaded",
                kind -> cells("%10.0f", kind, sample -> sample.reload().units()));
        line("");
        firstSave("first save", results.firstSaves());
        firstSave("  without a pause", results.hastySaves());
        return String.join("\n", lines);
    }

    private void times(String label, ToDoubleFunction<Sample> value) {
        row(label, kind -> cells("%10.1f", kind, value));
    }

    private String cells(String format, EditKind kind, ToDoubleFunction<Sample> value) {
        return String.format(Locale.ROOT, format + format + "        ", median(kind, value), p95(kind, value));
    }

    private void firstSave(String label, List<Double> millis) {
        double ratio = Statistics.median(millis) / median(EditKind.BODY, Sample::responseMillis);
        line(
                LABEL + "%10.1f = %.1f times the median body edit (%s)",
                label,
                Statistics.median(millis),
                ratio,
                millis.stream().map("%.0f"::formatted).collect(Collectors.joining(", ")));
    }

    private void row(String label, Function<EditKind, String> cell) {
        line(LABEL + "%s", label, results.samples().keySet().stream().map(cell).collect(Collectors.joining()));
    }

    private void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values).stripTrailing());
    }

    private double median(EditKind kind, ToDoubleFunction<Sample> value) {
        return results.median(kind, value);
    }

    private double p95(EditKind kind, ToDoubleFunction<Sample> value) {
        return Statistics.percentile(results.values(kind, value), 95);
    }
}
