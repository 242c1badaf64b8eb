package dev.hmr.benchmarks;

import com.sun.source.util.JavacTask;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * The JDK's compiler in a JVM of its own, which is given the export of the package that {@code JavacTaskPool} is in. Reads paths
 * of sources on standard input, compiles each twice to memory, and answers how long a run of its own took and one in the reused
 * context.
 */
final class ReusedContextCompiler {
    private final MemoryOutput files;
    private final Method getTask;
    private Object pool;

    private ReusedContextCompiler(MemoryOutput files) throws ReflectiveOperationException {
        this.files = files;
        this.pool = newPool();
        this.getTask = Stream.of(pool.getClass().getMethods())
                .filter(method -> method.getName().equals("getTask"))
                .findAny()
                .orElseThrow();
    }

    /**
     * Compiles until its standard input ends.
     *
     * @param arguments the class path to compile with
     */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (MemoryOutput files = MemoryOutput.on(javac, arguments[0])) {
            ReusedContextCompiler reusing = new ReusedContextCompiler(files);
            for (String path = input.readLine(); path != null; path = input.readLine()) {
                Iterable<? extends JavaFileObject> source = files.source(path);
                long start = System.nanoTime();
                boolean correct = javac.getTask(new StringWriter(), files, null, MemoryOutput.OPTIONS, null, source)
                        .call();
                long between = System.nanoTime();
                boolean compiled = reusing.compile(source);
                long end = System.nanoTime();
                if (!correct) {
                    throw new IllegalStateException(path + " has errors");
                }
                System.out.println((compiled ? "@compiled " : "@failed ") + (between - start) + " " + (end - between));
            }
        }
    }

    /** Whether it did, in the context of the last source, which it must: the source has no error. */
    private boolean compile(Iterable<? extends JavaFileObject> source) throws ReflectiveOperationException {
        AtomicInteger errors = new AtomicInteger();
        DiagnosticListener<JavaFileObject> count = found -> {
            if (found.getKind() == Diagnostic.Kind.ERROR) {
                errors.incrementAndGet();
            }
        };
        Class<?> worker = Class.forName(pool.getClass().getName() + "$Worker");
        Object generate = Proxy.newProxyInstance(
                worker.getClassLoader(),
                new Class<?>[] {worker},
                (proxy, method, task) -> ((JavacTask) task[0]).generate());
        try {
            getTask.invoke(pool, new StringWriter(), files, count, MemoryOutput.OPTIONS, null, source, generate);
        } catch (InvocationTargetException e) {
            // What is left of the context now is good for nothing.
            pool = newPool();
            return false;
        }
        return errors.get() == 0;
    }

    private static Object newPool() throws ReflectiveOperationException {
        return Class.forName("com.sun.tools.javac.api.JavacTaskPool")
                .getConstructor(int.class)
                .newInstance(1);
    }
}
