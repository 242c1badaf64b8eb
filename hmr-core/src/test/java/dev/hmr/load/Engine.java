package dev.hmr.load;

import dev.hmr.graph.ClassChange;
import dev.hmr.graph.ClassFile;
import dev.hmr.graph.ClassIndex;
import dev.hmr.graph.InPlaceRule;
import dev.hmr.graph.Names;
import dev.hmr.graph.ReloadPlan;
import dev.hmr.graph.UnitGraph;
import dev.hmr.graph.UnitVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Graph and loaders over real class files, without compiler step, session or threads: sources are compiled all together
 * and the result compared with what was there.
 */
final class Engine implements AutoCloseable {
    private final Path root;
    private final Map<String, String> sources = new TreeMap<>();
    private final ClassIndex index = new ClassIndex();
    private final URLClassLoader stable;
    private final Loaders loaders;
    private final UnitGraph graph;
    private int compilations;

    Engine(Path root, Map<String, String> sources) {
        this.root = root;
        this.sources.putAll(sources);
        Path classes = compile();
        classFiles(classes).values().forEach(index::put);
        try {
            stable = new URLClassLoader(new URL[] {classes.toUri().toURL()}, Engine.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loaders = new Loaders(stable, new Loaders.Project() {
            @Override
            public @Nullable UnitVersion version(String className) {
                return graph().version(className);
            }

            @Override
            public boolean isGone(String className) {
                return graph().isGone(className);
            }

            @Override
            public @Nullable CodeSource codeSource(String className) {
                return null;
            }

            @Override
            public boolean isCurrent(Class<?> type) {
                String name = Names.internal(type.getName());
                return graph().version(name) == null || loaders().current(name) == type.getClassLoader();
            }

            @Override
            public void lost(LostState lost) {
                throw new IllegalStateException(lost.toString());
            }
        });
        graph = new UnitGraph(index, loaders::newLoader);
    }

    private Loaders loaders() {
        return loaders;
    }

    private UnitGraph graph() {
        return graph;
    }

    /** Replaces text in one source, and carries out what follows from it. */
    ReloadPlan edit(String file, String before, String after) {
        replace(file, before, after);
        return apply();
    }

    ReloadPlan write(String file, String source) {
        sources.put(file, source);
        return apply();
    }

    ReloadPlan delete(String file) {
        sources.remove(file);
        return apply();
    }

    /** What the edit asks for, without making it live. */
    ReloadPlan plan(String file, String before, String after) {
        replace(file, before, after);
        return plan();
    }

    private void replace(String file, String before, String after) {
        String source = sources.getOrDefault(file, "");
        if (!source.contains(before)) {
            throw new IllegalArgumentException(file + " does not contain: " + before);
        }
        sources.put(file, source.replace(before, after));
    }

    private ReloadPlan apply() {
        ReloadPlan plan = plan();
        graph.commit(plan, false);
        return plan;
    }

    private ReloadPlan plan() {
        Map<String, ClassFile> now = classFiles(compile());
        List<ClassChange> changes = new ArrayList<>();
        for (ClassFile before : List.copyOf(index.all())) {
            if (!now.containsKey(before.name())) {
                changes.add(new ClassChange(before.name(), before, null));
                index.remove(before.name());
            }
        }
        now.forEach((name, file) -> {
            ClassFile before = index.get(name);
            if (before == null || !before.behavesLike(file)) {
                changes.add(new ClassChange(name, before, file));
                index.put(file);
            }
        });
        return graph.plan(changes, InPlaceRule.NEVER, Set.of());
    }

    /** The current version of a class. */
    Class<?> load(String binaryName) throws ClassNotFoundException {
        return Class.forName(binaryName, true, loaders.current(Names.internal(binaryName)));
    }

    /** Calls a public or package-private static method of the current version of a class. */
    Object call(String binaryName, String method) {
        try {
            var found = load(binaryName).getDeclaredMethod(method);
            found.setAccessible(true);
            return found.invoke(null);
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw new AssertionError(binaryName + "." + method + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(binaryName + "." + method, e);
        }
    }

    /** The same with a context class loader of the current generation. */
    Object inContext(String binaryName, String method) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loaders.newContext(1));
        try {
            return call(binaryName, method);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Path compile() {
        Path src = root.resolve("src" + compilations);
        Path out = root.resolve("classes" + compilations++);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Files.createDirectories(out);
            List<Path> paths = new ArrayList<>();
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path path = src.resolve(source.getKey());
                Files.createDirectories(path.getParent());
                paths.add(Files.writeString(path, source.getValue()));
            }
            boolean ok = compiler.getTask(
                            null,
                            files,
                            null,
                            List.of("-d", out.toString(), "-g", "-proc:none"),
                            null,
                            files.getJavaFileObjectsFromPaths(paths))
                    .call();
            if (!ok) {
                throw new IllegalArgumentException("The test's sources do not compile");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    private static Map<String, ClassFile> classFiles(Path directory) {
        Map<String, ClassFile> found = new HashMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path :
                    paths.filter(file -> file.toString().endsWith(".class")).toList()) {
                ClassFile file = ClassFile.read(Files.readAllBytes(path));
                found.put(file.name(), file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        stable.close();
    }
}
