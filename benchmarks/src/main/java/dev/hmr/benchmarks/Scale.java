package dev.hmr.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures as {@link SaveToServed} does, in applications from 300 to 10,000 classes one after another, and prints what becomes
 * of an edit as they grow:
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am compile exec:java -Dbenchmark=dev.hmr.benchmarks.Scale -Dexec.args="--edits 40 --warmup 10"
 * }</pre>
 *
 * <p>Ends with a status other than 0 if an edit did not become live or an answer was wrong.
 */
public final class Scale {
    private static final List<Integer> SIZES = List.of(300, 1_000, 3_000, 10_000);

    /** Of the edits of signatures, those with so few units to reload can be compared from size to size. */
    private static final int FEW_UNITS = 10;

    private Scale() {}

    public static void main(String[] arguments) throws IOException {
        try {
            Options options = Options.parse(arguments);
            System.out.println("milliseconds    edit of a body                   edit of a signature"
                    + "\n     classes    save  javac  ratio  load  swap    save  javac  ratio  units  up to "
                    + FEW_UNITS + " units");
            List<Double> bodies = new ArrayList<>();
            for (int classes : SIZES) {
                Results results =
                        Measurement.run(new Options(classes, options.edits(), options.warmup(), options.seed(), 0));
                System.out.println(line(results));
                bodies.add(results.median(EditKind.BODY, Sample::responseMillis));
            }
            System.out.printf(
                    Locale.ROOT,
                    "From %d to %d classes an edit of a body takes %.2f times as long.%n",
                    SIZES.get(0),
                    SIZES.get(SIZES.size() - 1),
                    bodies.get(bodies.size() - 1) / bodies.get(0));
        } catch (BenchmarkFailed | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static String line(Results results) {
        double body = results.median(EditKind.BODY, Sample::responseMillis);
        double bodyReference = results.median(EditKind.BODY, Sample::referenceMillis);
        double signature = results.median(EditKind.SIGNATURE, Sample::responseMillis);
        double signatureReference = results.median(EditKind.SIGNATURE, Sample::referenceMillis);
        List<Double> few = results.samples().getOrDefault(EditKind.SIGNATURE, List.of()).stream()
                .filter(sample -> sample.reload().units() <= FEW_UNITS)
                .map(Sample::responseMillis)
                .toList();
        return String.format(
                Locale.ROOT,
                "%12d%8.1f%7.1f%7.2f%6.1f%6.1f%8.1f%7.1f%7.2f%7.0f%13s",
                results.classes(),
                body,
                bodyReference,
                body / bodyReference,
                results.median(EditKind.BODY, sample -> sample.reload().load()),
                results.median(EditKind.BODY, sample -> sample.reload().swap()),
                signature,
                signatureReference,
                signature / signatureReference,
                results.median(EditKind.SIGNATURE, sample -> sample.reload().units()),
                few.isEmpty() ? "none" : String.format(Locale.ROOT, "%.1f", Statistics.median(few)));
    }
}
