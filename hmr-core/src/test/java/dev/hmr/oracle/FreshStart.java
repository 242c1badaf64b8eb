package dev.hmr.oracle;

import dev.hmr.session.LiveProject;
import dev.hmr.session.LiveProject.Start;
import dev.hmr.session.LiveProject.Table;
import java.util.Map;
import java.util.SortedMap;

/**
 * A program started from class files, in a class loader of its own. That is as good as a JVM of its own: the program shares
 * nothing with its other versions but the JDK, in which it leaves no state.
 */
final class FreshStart {
    private final ClassLoader loader;
    private final SortedMap<String, String> answers;

    private FreshStart(ClassLoader loader, SortedMap<String, String> answers) {
        this.loader = loader;
        this.answers = answers;
    }

    static FreshStart of(Map<String, byte[]> classes) {
        ClassLoader loader = new MemoryLoader(classes);
        Table table = new Table();
        ((Start) LiveProject.invoke(loader, "app.App", "start")).accept(table);
        return new FreshStart(loader, Answers.of(table));
    }

    SortedMap<String, String> answers() {
        return answers;
    }

    /** How often a vault was used for these answers. */
    int count(String vault) {
        try {
            return Oracle.count(Class.forName(vault, true, loader));
        } catch (ClassNotFoundException e) {
            throw new LinkageError(vault, e);
        }
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
