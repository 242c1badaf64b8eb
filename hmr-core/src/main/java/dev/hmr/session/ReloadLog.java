package dev.hmr.session;

import dev.hmr.load.LostState;
import dev.hmr.protocol.Problem;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints a line for each reload, and for what went wrong where and why. Session thread only. */
final class ReloadLog implements ReloadListener {
    private static final int MAX_NAMES = 4;

    private final PrintStream out;
    private final Level threshold;
    private final Colors colors;

    ReloadLog(PrintStream out, Level threshold, Colors colors) {
        this.out = out;
        this.threshold = threshold;
        this.colors = colors;
    }

    @Override
    public void reloaded(ReloadEvent event) {
        Verdict verdict = event.verdict();
        if (verdict instanceof Verdict.Failed failed) {
            print(Level.WARNING, colors.bad("failed") + ": " + failed.headline(), event);
            failed.problems().forEach(this::print);
        } else if (verdict instanceof Verdict.RestartNeeded restart) {
            print(Level.WARNING, colors.warn("restart needed"), event);
            restart.reasons().forEach(reason -> line(Level.WARNING, "    " + reason));
        } else {
            print(Level.INFO, verdict instanceof Verdict.Live ? colors.good(event.outcome()) : verdict.word(), event);
        }
        event.reasons().forEach(reason -> line(Level.DEBUG, "    " + reason));
    }

    /** Static values are lost, which nobody asked for. May be called from any thread. */
    void lost(LostState lost) {
        String name = lost.className().substring(lost.className().lastIndexOf('.') + 1);
        say(
                Level.WARNING,
                "%s is initialized again, and its static values are new: %s %s. To keep them, hold them in a class that does not change, or with Hmr.keep."
                        .formatted(name, lost.field(), lost.reason()));
    }

    /** Replaced code left something behind. May be called from any thread. */
    void leak(Leak leak) {
        say(Level.WARNING, leak.sentence() + ". Remedy: " + leak.remedy() + ".");
        leak.path().forEach(step -> line(Level.DEBUG, "    " + step));
    }

    /** A sentence that is not about a reload. */
    void say(Level level, String sentence) {
        line(level, colors.dim("[hmr]") + " " + sentence);
    }

    private void print(Level level, String verdict, ReloadEvent event) {
        StringBuilder text =
                new StringBuilder(names(event.files())).append(": ").append(verdict);
        if (!event.routes().isEmpty()) {
            text.append(": ")
                    .append(event.routes().stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
        if (!event.initializedAgain().isEmpty()) {
            text.append("; initialized again: ").append(Some.of(event.initializedAgain(), MAX_NAMES));
        }
        Timings timings = event.timings();
        text.append(colors.dim(" in %s ms (detect %s, compile %s, load %s, swap %s)"
                .formatted(
                        millis(timings.total()),
                        millis(timings.detect()),
                        millis(timings.compile()),
                        millis(timings.load()),
                        millis(timings.swap()))));
        say(level, text.toString());
    }

    private void print(Problem problem) {
        String place = problem.file().isEmpty()
                ? ""
                : problem.file() + ":" + problem.line() + (problem.column() > 0 ? ":" + problem.column() : "") + ": ";
        line(Level.WARNING, "    " + place + problem.message().replace("\n", "\n      "));
        for (Problem.ExcerptLine excerpt : problem.excerpt()) {
            boolean marked = excerpt.number() == problem.line();
            String row = "%s %5d | %s".formatted(marked ? ">" : " ", excerpt.number(), excerpt.text());
            line(Level.WARNING, "    " + (marked ? row : colors.dim(row)));
            if (marked && problem.column() > 0) {
                String before = excerpt.text()
                        .substring(
                                0, Math.min(problem.column() - 1, excerpt.text().length()))
                        .replaceAll("[^\t]", " ");
                line(Level.WARNING, "            | " + before + colors.bad("^"));
            }
        }
    }

    private void line(Level level, String text) {
        if (threshold != Level.OFF && level.getSeverity() >= threshold.getSeverity()) {
            out.println(text);
        }
    }

    private static String names(List<Path> files) {
        return Some.of(
                files.stream().map(file -> String.valueOf(file.getFileName())).toList(), MAX_NAMES);
    }

    private static String millis(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%.0f", millis);
    }
}
