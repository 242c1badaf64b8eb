package dev.hmr.benchmarks;

import dev.hmr.graph.ClassChange;
import dev.hmr.graph.ClassFile;
import dev.hmr.graph.ClassIndex;
import dev.hmr.graph.InPlaceRule;
import dev.hmr.graph.ReloadPlan;
import dev.hmr.graph.UnitGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Measures how long the engine's own graph takes to carry one edit through 10,000 units: from the class file that was read
 * to the plan that is live. Nothing is compiled or loaded. Prints a table, one row for each layer that is edited:
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am compile exec:java -Dbenchmark=dev.hmr.benchmarks.EditPropagation
 * }</pre>
 */
public final class EditPropagation {
    private static final int[] LAYERS = {100, 900, 2000, 3000, 4000};
    private static final int EDITS = 200;

    private final LayeredProgram program;
    private final Random random = new Random(1);
    private final ClassIndex index = new ClassIndex();
    private final UnitGraph graph;
    private int version;

    private EditPropagation(LayeredProgram program) {
        this.program = program;
        for (int layer = 0; layer < program.layers(); layer++) {
            for (int at = 0; at < program.size(layer); at++) {
                index.put(program.classFile(layer, at, 0));
            }
        }
        this.graph = new UnitGraph(index, reloaded -> {
            throw new BenchmarkFailed("Nothing is to be loaded here, but " + reloaded + " was");
        });
    }

    /**
     * What edits in one layer took.
     *
     * @param layer 0 is the lowest, on which all others build
     * @param units reloaded by each edit
     * @param millis of each edit
     */
    record Row(int layer, List<Double> units, List<Double> millis) {
        private String describe() {
            return String.format(
                    Locale.ROOT,
                    "| %d | %,.0f | %,.0f | %.2f | %.2f | %.2f |",
                    layer,
                    Statistics.median(units),
                    Statistics.percentile(units, 100),
                    Statistics.median(millis),
                    Statistics.percentile(millis, 95),
                    Statistics.percentile(millis, 100));
        }
    }

    public static void main(String[] arguments) {
        System.out.println("| edited layer | units reloaded, median | most | ms, median | 95 % | longest |");
        System.out.println("|---:|---:|---:|---:|---:|---:|");
        measure(new LayeredProgram(LAYERS), EDITS).forEach(row -> System.out.println(row.describe()));
    }

    /** Edits every layer, the one on top first, once to warm up and once to measure. */
    static List<Row> measure(LayeredProgram program, int edits) {
        EditPropagation run = new EditPropagation(program);
        run.measureOnce(edits);
        return run.measureOnce(edits);
    }

    private List<Row> measureOnce(int edits) {
        List<Row> rows = new ArrayList<>();
        for (int layer = program.layers() - 1; layer >= 0; layer--) {
            Row row = new Row(layer, new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < edits; i++) {
                edit(row);
            }
            rows.add(row);
        }
        return rows;
    }

    private void edit(Row row) {
        ClassFile after = program.classFile(row.layer(), random.nextInt(program.size(row.layer())), ++version);
        long start = System.nanoTime();
        ClassChange change = new ClassChange(after.name(), index.get(after.name()), after);
        index.put(after);
        ReloadPlan plan = graph.plan(List.of(change), InPlaceRule.NEVER, Set.of());
        graph.commit(plan, false);
        row.millis().add((System.nanoTime() - start) / 1e6);
        row.units().add((double) plan.reloaded().size());
    }
}
