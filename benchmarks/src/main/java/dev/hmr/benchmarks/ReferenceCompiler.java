package dev.hmr.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * What everything is compared with: the JDK's compiler in a JVM of its own, kept warm, compiling the edited file alone to
 * memory. Reads paths of sources on standard input and answers how long each took.
 */
final class ReferenceCompiler {
    private ReferenceCompiler() {}

    /**
     * Compiles until its standard input ends.
     *
     * @param arguments the class path to compile with
     */
    public static void main(String[] arguments) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (MemoryOutput files = MemoryOutput.on(compiler, arguments[0])) {
            for (String path = input.readLine(); path != null; path = input.readLine()) {
                StringWriter errors = new StringWriter();
                long start = System.nanoTime();
                boolean compiled = compiler.getTask(errors, files, null, MemoryOutput.OPTIONS, null, files.source(path))
                        .call();
                long nanos = System.nanoTime() - start;
                System.out.println(compiled ? "@compiled " + nanos : "@failed " + path);
                if (!compiled) {
                    System.out.println(errors);
                }
            }
        }
    }
}
