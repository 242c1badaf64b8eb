package dev.hmr.benchmarks.reactive;

import dev.hmr.benchmarks.BenchmarkFailed;
import dev.hmr.benchmarks.OwnClassPath;
import java.io.File;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures the libraries that run on the JVM, each shape in a JVM of its own. */
final class Jmh {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Jmh() {}

    static Map<Shape, Figures> measure(JvmLibrary library, Collection<Shape> shapes, Effort effort, int forks) {
        // JMH starts JVMs with the class path that this one was started with; Maven's exec:java has one of its own.
        System.setProperty(
                "java.class.path",
                OwnClassPath.all().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        TimeValue round = TimeValue.nanoseconds(effort.round().toNanos());
        Options options = new OptionsBuilder()
                .include(Propagation.class.getName())
                .param("library", library.name())
                .param("shape", shapes.stream().map(Shape::name).toArray(String[]::new))
                .forks(forks)
                .warmupIterations(effort.rounds())
                .warmupTime(round)
                .measurementIterations(effort.rounds())
                .measurementTime(round)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        Map<Shape, Figures> figures = new EnumMap<>(Shape.class);
        for (RunResult result : run(options)) {
            Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
            figures.put(
                    Shape.valueOf(result.getParams().getParam("shape")),
                    new Figures(
                            result.getPrimaryResult().getScore(),
                            allocated == null ? Double.NaN : allocated.getScore()));
        }
        return figures;
    }

    private static Collection<RunResult> run(Options options) {
        try {
            return List.copyOf(new Runner(options).run());
        } catch (RunnerException e) {
            throw new BenchmarkFailed("JMH could not measure", e);
        }
    }
}
