package dev.hmr.benchmarks;

import dev.hmr.benchmarks.Contestant.Served;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Measures what it is worth that a class stays where it is: the same body edits of classes with 1, 10, 100 and 1,000 users,
 * taken over in place by one application and by reloading by another, in turn, next to what a bare compiler takes:
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am compile exec:java -Dbenchmark=dev.hmr.benchmarks.InPlaceOrReload
 * }</pre>
 *
 * <p>Ends with a status other than 0 if an edit did not become live, or not in the way that it should.
 */
public final class InPlaceOrReload {
    private static final List<Integer> USERS = List.of(1, 10, 100, 1000);
    private static final int EDITS = 30;
    private static final int WARM_UP = 15;

    private InPlaceOrReload() {}

    /** One edit: in place, reloaded, and compiled alone. */
    private record Sample(Served inPlace, Served reloaded, double referenceMillis) {}

    /** The measured edits of the class with so many users. */
    record Row(int users, List<Served> inPlace, List<Served> reloaded, List<Double> referenceMillis) {
        private static Row of(int users, List<Sample> samples) {
            return new Row(
                    users,
                    samples.stream().map(Sample::inPlace).toList(),
                    samples.stream().map(Sample::reloaded).toList(),
                    samples.stream().map(Sample::referenceMillis).toList());
        }

        String describe() {
            double javac = Statistics.median(referenceMillis);
            return describe("in place", inPlace, javac) + "\n" + describe("reload", reloaded, javac)
                    + "\n"
                    + String.format(
                            Locale.ROOT,
                            "| | reload / in place | %.2f | | | | | |",
                            median(reloaded, Served::millis) / median(inPlace, Served::millis));
        }

        private String describe(String way, List<Served> saves, double javac) {
            return String.format(
                    Locale.ROOT,
                    "| %,d | %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f |",
                    users,
                    way,
                    median(saves, Served::millis),
                    javac,
                    median(saves, save -> save.reload().compile()),
                    median(saves, save -> save.reload().load()),
                    median(saves, save -> save.reload().swap()),
                    median(saves, Served::millis) / javac);
        }

        private static double median(List<Served> saves, ToDoubleFunction<Served> value) {
            return Statistics.median(saves.stream().map(value::applyAsDouble).toList());
        }
    }

    public static void main(String[] arguments) throws IOException {
        try {
            List<Row> rows = measure(USERS, EDITS, WARM_UP);
            System.out.println("Milliseconds, medians of " + EDITS + " edits; JDK " + Runtime.version());
            System.out.println(
                    "| users | way | save to answer | bare javac | compile | load | swap | ratio to javac |");
            System.out.println("|---:|---|---:|---:|---:|---:|---:|---:|");
            rows.forEach(row -> System.out.println(row.describe()));
        } catch (BenchmarkFailed e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** @throws BenchmarkFailed if an edit did not become live, or not in the way that it should */
    static List<Row> measure(List<Integer> users, int edits, int warmUp) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Contestant inPlace = Contestant.start(users, true);
                Contestant reloading = Contestant.start(users, false);
                Reference reference = Reference.start(inPlace.workspace(), OwnClassPath.libraries())) {
            for (int count : users) {
                List<Sample> samples = new ArrayList<>();
                for (int revision = 1; revision <= warmUp + edits; revision++) {
                    Sample sample = new Sample(
                            inPlace.save(count, revision),
                            reloading.save(count, revision),
                            reference.compile(inPlace.workspace().source(UsedClasses.path(count))));
                    if (revision > warmUp) {
                        samples.add(sample);
                    }
                }
                rows.add(Row.of(count, samples));
            }
        }
        return rows;
    }
}
