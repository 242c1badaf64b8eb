package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.hmr.CacheFlusher;
import java.beans.BeanInfo;
import java.beans.Introspector;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is called to drop replaced classes, and what of the JDK and of Jackson is dropped. */
class CacheFlushersTest {
    private static final List<String> CALLS = new ArrayList<>();

    @TempDir
    Path directory;

    /** What was replaced; it has a resource bundle. */
    @SuppressWarnings("NullAway.Init")
    private URLClassLoader replaced;

    @BeforeEach
    void open() throws IOException {
        CALLS.clear();
        Files.writeString(directory.resolve("messages.properties"), "hello=Hello");
        replaced = new URLClassLoader(
                "replaced", new URL[] {directory.toUri().toURL()}, CacheFlushersTest.class.getClassLoader());
    }

    @AfterEach
    void close() throws IOException {
        replaced.close();
    }

    /** Says that it was called. */
    public static final class Recording implements CacheFlusher {
        @Override
        public void flush(Collection<ClassLoader> loaders) {
            loaders.forEach(loader -> CALLS.add("recorded " + loader.getName()));
        }
    }

    /** Says so, and throws. */
    public abstract static class Throwing implements CacheFlusher {
        private final Throwable thrown;

        Throwing(Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        public void flush(Collection<ClassLoader> loaders) throws Exception {
            CALLS.add("threw " + thrown.getClass().getSimpleName());
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        }
    }

    /** One whose library is another than it was compiled with. */
    public static final class Unlinked extends Throwing {
        public Unlinked() {
            super(new NoSuchMethodError("test"));
        }
    }

    /** One that cannot do what it is to do. */
    public static final class Failing extends Throwing {
        public Failing() {
            super(new IOException("test"));
        }
    }

    /** One with a defect that it notices itself. */
    public static final class Asserting extends Throwing {
        public Asserting() {
            super(new AssertionError("test"));
        }
    }

    /** One that cannot even be made. */
    public static final class Unmade implements CacheFlusher {
        public Unmade() {
            throw new IllegalStateException("test");
        }

        @Override
        public void flush(Collection<ClassLoader> loaders) {
            CALLS.add("unmade");
        }
    }

    /** All that there are to an application which names some in its {@code META-INF/services}. */
    private CacheFlushers flushers(String... names) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.write(services.resolve(CacheFlusher.class.getName()), List.of(names));
        return new CacheFlushers(replaced);
    }

    @Test
    void oneThatThrowsKeepsNobodyFromTheirs() throws IOException {
        CacheFlushers all = flushers(
                Failing.class.getName(),
                "app.Missing",
                Unlinked.class.getName(),
                Unmade.class.getName(),
                Asserting.class.getName(),
                Recording.class.getName());

        all.flush(List.of(replaced));

        assertThat(CALLS)
                .containsExactly(
                        "threw IOException", "threw NoSuchMethodError", "threw AssertionError", "recorded replaced");
        all.flush(List.of(replaced));
        assertThat(CALLS).as("and again after the next reload").hasSize(8).endsWith("recorded replaced");
    }

    @Test
    void oneOfTheApplicationIsGivenTheLoadersThatAReloadReplaced() throws Exception {
        Map<String, String> sources = Map.of(
                "app/App.java",
                """
                package app;
                import dev.hmr.session.LiveProject.*;
                public class App {
                    static Start start() { return App::routes; }
                    static void routes(Table table) { table.get("/hello", () -> Hello.text()); }
                }
                """,
                "app/Hello.java",
                "package app; class Hello { static String text() { return \"v0\"; } }",
                "app/Flusher.java",
                """
                package app;
                import java.util.*;
                public class Flusher implements dev.hmr.CacheFlusher {
                    private static final List<Object> SEEN = Collections.synchronizedList(new ArrayList<>());
                    static List<Object> seen() { return SEEN; }
                    public void flush(Collection<ClassLoader> replaced) {
                        replaced.forEach(loader -> SEEN.add(System.identityHashCode(loader)));
                    }
                }
                """,
                "META-INF/services/dev.hmr.CacheFlusher",
                "app.Flusher");
        try (LiveProject project = new LiveProject(directory, sources)) {
            project.edit("app/Hello.java", "v0", "v1");
            project.get("/hello");
            int first = System.identityHashCode(project.current("app.Hello").getClassLoader());

            project.edit("app/Hello.java", "v1", "v2");

            await().untilAsserted(() -> assertThat(seen(project)).contains(first));
            int second = System.identityHashCode(project.current("app.Hello").getClassLoader());
            assertThat(seen(project)).as("what serves").doesNotContain(second);
        }
    }

    private static List<Object> seen(LiveProject project) {
        return List.copyOf((Collection<?>) LiveProject.invoke(project.stable(), "app.Flusher", "seen"));
    }

    @Test
    void resourceBundlesAreDropped() throws IOException {
        ResourceBundle kept = ResourceBundle.getBundle("messages", Locale.ROOT, replaced);
        assertThat(ResourceBundle.getBundle("messages", Locale.ROOT, replaced)).isSameAs(kept);

        flushers().flush(List.of(replaced));

        assertThat(ResourceBundle.getBundle("messages", Locale.ROOT, replaced)).isNotSameAs(kept);
    }

    @Test
    void whatIsKnownOfBeansIsDropped() throws Exception {
        BeanInfo kept = Introspector.getBeanInfo(CacheFlushersTest.class);
        assertThat(Introspector.getBeanInfo(CacheFlushersTest.class)).isSameAs(kept);

        flushers().flush(List.of(replaced));

        assertThat(Introspector.getBeanInfo(CacheFlushersTest.class)).isNotSameAs(kept);
    }

    @Test
    void theTypesOfJacksonAreDropped() throws IOException {
        JavaType kept = TypeFactory.defaultInstance().constructType(CacheFlushersTest.class);
        assertThat(TypeFactory.defaultInstance().constructType(CacheFlushersTest.class))
                .isSameAs(kept);

        flushers().flush(List.of(replaced));

        assertThat(TypeFactory.defaultInstance().constructType(CacheFlushersTest.class))
                .isNotSameAs(kept);
    }
}
