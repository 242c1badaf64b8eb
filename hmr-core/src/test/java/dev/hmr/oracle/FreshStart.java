package dev.hmr.oracle;

import dev.hmr.session.LiveProject;
import dev.hmr.session.LiveProject.Start;
import dev.hmr.session.LiveProject.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A program started from class files, in a class loader of its own. That is as good as a JVM of its own: the program shares
 * nothing with its other versions but the JDK, in which it leaves no state.
 */
final class FreshStart {
    private final SortedMap<String, String> answers;
    private final Map<String, Integer> counts;

    private FreshStart(SortedMap<String, String> answers, Map<String, Integer> counts) {
        this.answers = answers;
        this.counts = counts;
    }

    static FreshStart of(Map<String, byte[]> classes) {
        ClassLoader loader = new MemoryLoader(classes);
        Table table = new Table();
        ((Start) LiveProject.invoke(loader, "app.App", "start")).accept(table);
        Map<String, Integer> counts = new HashMap<>();
        vaults(classes).forEach(vault -> counts.put(vault, -count(vault, loader)));
        SortedMap<String, String> answers = Answers.of(table);
        vaults(classes).forEach(vault -> counts.merge(vault, count(vault, loader), Integer::sum));
        return new FreshStart(answers, counts);
    }

    private static Stream<String> vaults(Map<String, byte[]> classes) {
        return classes.keySet().stream().filter(name -> name.endsWith(".Vault"));
    }

    private static int count(String vault, ClassLoader loader) {
        try {
            return Oracle.count(Class.forName(vault, true, loader));
        } catch (ClassNotFoundException e) {
            throw new LinkageError(vault, e);
        }
    }

    SortedMap<String, String> answers() {
        return answers;
    }

    /** How often a vault was used for these answers, the start not counted. */
    int count(String vault) {
        return Objects.requireNonNull(counts.get(vault), vault);
    }

    private static final class MemoryLoader extends ClassLoader {
        private final Map<String, byte[]> classes;

        MemoryLoader(Map<String, byte[]> classes) {
            super(FreshStart.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
