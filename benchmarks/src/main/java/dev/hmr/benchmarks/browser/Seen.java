package dev.hmr.benchmarks.browser;

import dev.hmr.benchmarks.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was measured, in milliseconds; its text is the report.
 *
 * @param browser its version
 * @param styleSheet from the save of a style sheet to the page that shows it
 * @param vite the same with Vite; empty when there is no npm
 * @param handler from the save of a handler to the page that was morphed
 * @param answer from the save of a handler to the first answer of the new code
 */
record Seen(String browser, List<Double> styleSheet, List<Double> vite, List<Double> handler, List<Double> answer) {
    private static final double STYLE_SHEET_GOAL = 30;
    private static final double MORPH_GOAL = 40;

    Seen(String browser) {
        this(browser, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public String toString() {
        double response = Statistics.median(answer);
        String others = vite.isEmpty()
                ? "style sheet to page, Vite            not measured: there is no npm on the PATH"
                : row("style sheet to page, Vite " + Vite.VERSION, vite, "");
        return String.join(
                "\n",
                "Chromium %s, Java %s, medians of %d saves"
                        .formatted(browser, Runtime.version().feature(), styleSheet.size()),
                "",
                "%-36s%8s%10s".formatted("milliseconds", "median", "95 %"),
                row("style sheet to page, HMR", styleSheet, goal(STYLE_SHEET_GOAL, styleSheet)),
                others,
                row("handler to answer, HMR", answer, ""),
                row("handler to morphed page, HMR", handler, goal(response + MORPH_GOAL, handler)));
    }

    private static String goal(double goal, List<Double> millis) {
        return String.format(
                Locale.ROOT,
                "   goal: under %.1f, %s",
                goal,
                Statistics.median(millis) < goal ? "reached" : "not reached");
    }

    private static String row(String label, List<Double> millis, String remark) {
        return String.format(
                Locale.ROOT,
                "%-36s%8.1f%10.1f%s",
                label,
                Statistics.median(millis),
                Statistics.percentile(millis, 95),
                remark);
    }
}
