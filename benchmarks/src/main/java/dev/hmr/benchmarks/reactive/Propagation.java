package dev.hmr.benchmarks.reactive;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The time from a change to the end of all that follows from it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Propagation {
    /** The name of a {@link JvmLibrary}. */
    @Param("HMR")
    String library = "";

    /** The name of a {@link Shape}. */
    @Param("DEEP")
    String shape = "";

    private Shape.Step step = i -> i;
    private int i;

    @Setup
    public void build() {
        step = Shape.valueOf(shape).build(JvmLibrary.valueOf(library).create());
    }

    @Benchmark
    public int propagate() {
        return step.run(++i & Integer.MAX_VALUE);
    }
}
