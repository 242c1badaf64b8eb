package dev.hmr.benchmarks;

import dev.hmr.benchmarks.program.Program;
import dev.hmr.compile.Compiled;
import dev.hmr.compile.Compiler;
import dev.hmr.compile.IncrementalCompiler;
import dev.hmr.compile.KnownClasses;
import dev.hmr.compile.OutputListener;
import dev.hmr.compile.Project;
import dev.hmr.compile.ProjectDiscovery;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What compiling a share of a program's sources takes of what compiling all of them does: from which share on it is better to
 * compile all at once than to find out what else must be.
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am compile exec:java -Dbenchmark=dev.hmr.benchmarks.CompiledShare -Dexec.args="--classes 1000"
 * }</pre>
 */
public final class CompiledShare {
    private static final int[] PERCENT = {1, 5, 10, 20, 30, 40, 50, 75, 100};
    private static final int WARM_UP = 6;
    private static final int ROUNDS = 11;

    private final List<Path> sources;
    private final IncrementalCompiler compiler;
    private final Random random;

    private CompiledShare(List<Path> sources, IncrementalCompiler compiler, long seed) {
        this.sources = new ArrayList<>(sources);
        this.compiler = compiler;
        this.random = new Random(seed);
    }

    public static void main(String[] arguments) throws IOException {
        Options options = Options.parse(arguments);
        Program program = Program.generate(options.classes(), options.seed());
        Workspace workspace = Workspace.create(program, OwnClassPath.libraries());
        List<Path> sources =
                program.sources().keySet().stream().map(workspace::source).toList();
        URL[] classPath = Stream.concat(Stream.of(workspace.classes()), OwnClassPath.libraries().stream())
                .map(CompiledShare::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(classPath)) {
            Project project = ProjectDiscovery.discover(loader, List.of(), Set.copyOf(OwnClassPath.libraries()));
            try (Compiler javac =
                    Compiler.inThisJvm(project).orElseThrow(() -> new BenchmarkFailed("This Java has no compiler."))) {
                Known known = new Known(workspace.root(), sources);
                new CompiledShare(sources, new IncrementalCompiler(project, javac, known), options.seed()).measure();
            }
        }
        workspace.delete();
    }

    private void measure() {
        List<List<Double>> millis = IntStream.of(PERCENT)
                .mapToObj(percent -> (List<Double>) new ArrayList<Double>())
                .toList();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int i = 0; i < PERCENT.length; i++) {
                double took = compile(sources.size() * PERCENT[i] / 100);
                if (round >= 0) {
                    millis.get(i).add(took);
                }
            }
        }
        double all = Statistics.median(millis.get(PERCENT.length - 1));
        print("%d sources, medians of %d", sources.size(), ROUNDS);
        print(
                "| sources that changed | ms | of compiling all | all at once pays if more than so many such changes concern the rest |");
        print("|---:|---:|---:|---:|");
        for (int i = 0; i < PERCENT.length; i++) {
            double share = Statistics.median(millis.get(i));
            print(
                    "| %d %% | %.0f | %.0f %% | %.0f %% |",
                    PERCENT[i], share, 100 * share / all, 100 * (1 - share / all));
        }
    }

    /** Compiles so many sources, taken at random. */
    private double compile(int count) {
        Collections.shuffle(sources, random);
        Set<Path> changed = Set.copyOf(sources.subList(0, Math.max(1, count)));
        long begin = System.nanoTime();
        if (!(compiler.compile(changed, Set.of()) instanceof Compiled compiled)) {
            throw new BenchmarkFailed("The generated application does not compile.");
        }
        double millis = (System.nanoTime() - begin) / 1e6;
        if (compiled.sources().size() != changed.size()) {
            throw new BenchmarkFailed(changed.size() + " sources were to be compiled, and "
                    + compiled.sources().size() + " were.");
        }
        try {
            compiler.write(compiled, new Unheard());
        } catch (IOException e) {
            throw new BenchmarkFailed("The class files cannot be written", e);
        }
        return millis;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new BenchmarkFailed(path + " cannot be on a class path", e);
        }
    }

    private static final class Unheard implements OutputListener {
        @Override
        public void writing(Path file, byte[] content) {
            // Nobody watches.
        }

        @Override
        public void deleting(Path file) {
            // Nobody watches.
        }
    }

    /** Nothing is changed, so nothing is invalidated. There are more sources than any share of which would be most. */
    private static final class Known implements KnownClasses {
        private final Path root;
        private final Set<Path> all;

        Known(Path root, List<Path> sources) {
            this.root = root.resolve("src/main/java");
            this.all = new HashSet<>(sources);
            for (Path source : sources) {
                for (int i = 0; i < 3; i++) {
                    all.add(root.resolve("elsewhere" + i).resolve(this.root.relativize(source)));
                }
            }
        }

        @Override
        public Set<String> definedBy(Path source) {
            String path = root.relativize(source).toString();
            return Set.of(path.substring(0, path.length() - ".java".length()).replace(File.separatorChar, '.'));
        }

        @Override
        public Set<Path> sources() {
            return all;
        }

        @Override
        public Set<Path> invalidatedBy(Map<String, byte[]> compiled, Set<String> removed) {
            return Set.of();
        }
    }
}
