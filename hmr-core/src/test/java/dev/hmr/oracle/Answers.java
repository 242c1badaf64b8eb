package dev.hmr.oracle;

import dev.hmr.session.LiveProject;
import dev.hmr.session.LiveProject.Start;
import dev.hmr.session.LiveProject.Table;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What a program says on all its routes. An exception is an answer as well. */
final class Answers {
    private Answers() {}

    static SortedMap<String, String> of(Table table) {
        SortedMap<String, String> answers = new TreeMap<>();
        table.answers().forEach((path, answer) -> answers.put(path, ask(answer)));
        return answers;
    }

    /**
     * What the program says when it is started from these class files. A class loader of its own is as good as a JVM of its
     * own: the program shares nothing with its other versions but the JDK, in which it leaves no state.
     *
     * @throws AssertionError with the cause when the program cannot be started
     */
    static SortedMap<String, String> ofFreshStart(Map<String, byte[]> classes) {
        Table table = new Table();
        ((Start) LiveProject.invoke(new FreshLoader(classes), "app.App", "start")).accept(table);
        return of(table);
    }

    private static String ask(Supplier<?> answer) {
        try {
            return String.valueOf(answer.get());
        } catch (RuntimeException | Error e) {
            Throwable cause = e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e;
            return "threw " + cause;
        }
    }

    private static final class FreshLoader extends ClassLoader {
        private final Map<String, byte[]> classes;

        FreshLoader(Map<String, byte[]> classes) {
            super(Answers.class.getClassLoader());
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
