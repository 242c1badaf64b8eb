package dev.hmr.benchmarks;

import dev.hmr.benchmarks.program.Program;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A Maven project in a temporary directory. Whoever created it deletes it. */
public final class Workspace {
    private final Path root;

    private Workspace(Path root) {
        this.root = root;
    }

    /** Writes the program down and compiles it. */
    public static Workspace create(Program program, List<Path> libraries) throws IOException {
        return create(program.sources(), libraries);
    }

    /** The same for sources by their paths. */
    static Workspace create(Map<String, String> sourcesByPath, List<Path> libraries) throws IOException {
        Workspace workspace =
                new Workspace(Files.createTempDirectory("hmr-benchmark").toRealPath());
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<String, String> source : sourcesByPath.entrySet()) {
            Path file = workspace.source(source.getKey());
            Files.createDirectories(file.resolve(".."));
            Files.writeString(file, source.getValue());
            sources.add(file);
        }
        workspace.compile(sources, libraries);
        return workspace;
    }

    /** The directory of the project. */
    public Path root() {
        return root;
    }

    /** Where a source lies, by its path as in {@link Program#sources}. */
    public Path source(String path) {
        return root.resolve("src/main/java").resolve(path);
    }

    /** Where the class files are. */
    public Path classes() {
        return root.resolve("target/classes");
    }

    /** Its classes and the libraries, as a compiler is told. */
    String classPath(List<Path> libraries) {
        return Stream.concat(Stream.of(classes()), libraries.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void compile(List<Path> sources, List<Path> libraries) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new BenchmarkFailed("This Java has no compiler. Run the benchmark with a JDK.");
        }
        Files.createDirectories(classes());
        StringWriter errors = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(javax.tools.StandardLocation.CLASS_PATH, libraries);
            files.setLocationFromPaths(javax.tools.StandardLocation.CLASS_OUTPUT, List.of(classes()));
            List<String> options = List.of("-g", "-parameters", "-proc:none");
            if (!compiler.getTask(errors, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call()) {
                throw new BenchmarkFailed("The generated application does not compile:\n" + errors);
            }
        }
    }

    /** Deletes it with everything in it. */
    public void delete() throws IOException {
        Directories.delete(root);
    }
}
