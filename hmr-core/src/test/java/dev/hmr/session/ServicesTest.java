package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody's code mentions the providers of a service, and yet whoever asks for them gets them as they are now. */
class ServicesTest {
    private static final String FILE = "META-INF/services/app.Greeter";
    private static final String ENGLISH = """
            package app;
            public class English implements Greeter {
                public String greet() { return word(); }
                public String word() { return "hello"; }
            }
            """;
    private static final String FRENCH = """
            package app;
            public class French implements Greeter {
                public String greet() { return "bonjour"; }
            }
            """;
    private static final String COUNTED =
            "public String word() { return \"hello\" + ++count; }\n    private int count;";

    @TempDir
    Path directory;

    private @Nullable LiveProject running;

    private LiveProject start(boolean inPlace) {
        LiveProject project = new LiveProject(
                directory,
                new LinkedHashMap<>(Map.of(
                        "app/App.java",
                        """
                        package app;
                        import dev.hmr.session.LiveProject.*;
                        public class App {
                            static Start start() { return App::routes; }
                            static void routes(Table table) {
                                table.get("/held", () -> Held.all());
                                table.get("/now", () -> Greeters.text(Greeters.find()));
                                table.get("/notes", () -> Notes.add());
                            }
                        }
                        """,
                        "app/Held.java",
                        """
                        package app;
                        import java.util.*;
                        class Held {
                            private static final List<Greeter> ALL = Greeters.find();
                            static String all() { return Greeters.text(ALL); }
                        }
                        """,
                        "app/Greeters.java",
                        """
                        package app;
                        import java.util.*;
                        import java.util.stream.*;
                        class Greeters {
                            static List<Greeter> find() {
                                List<Greeter> found = new ArrayList<>();
                                ServiceLoader.load(Greeter.class).forEach(found::add);
                                return found;
                            }
                            static String text(List<Greeter> all) {
                                return all.stream().map(Greeter::greet).collect(Collectors.joining(" "));
                            }
                        }
                        """,
                        "app/Notes.java",
                        """
                        package app;
                        class Notes {
                            private static int count;
                            static int add() { return ++count; }
                        }
                        """,
                        "app/Greeter.java",
                        "package app; public interface Greeter { String greet(); }",
                        "app/English.java",
                        ENGLISH,
                        FILE,
                        "app.English\n")));
        project.allowInPlace(inPlace);
        assertThat(project.get("/held")).isEqualTo("hello");
        assertThat(project.get("/now")).isEqualTo("hello");
        project.get("/notes");
        running = project;
        return project;
    }

    @AfterEach
    void close() throws IOException {
        if (running != null) {
            running.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChangedProviderIsFoundByThoseWhoHoldItAndThoseWhoAskAgain(boolean inPlace) {
        LiveProject project = start(inPlace);

        ReloadEvent event = project.edit("app/English.java", "public String word() { return \"hello\"; }", COUNTED);

        assertThat(event.verdict()).isInstanceOf(Verdict.Live.class);
        assertThat(project.get("/held")).isEqualTo("hello1");
        assertThat(project.get("/held")).isEqualTo("hello2");
        assertThat(project.get("/now")).isEqualTo("hello1");
        assertThat(project.get("/notes")).as("what asks for no service").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNewProviderIsFound(boolean inPlace) {
        LiveProject project = start(inPlace);

        ReloadEvent event = project.change(Map.of("app/French.java", FRENCH, FILE, "app.English\napp.French\n"));

        assertThat(event.verdict()).isInstanceOf(Verdict.Live.class);
        assertThat(project.get("/held")).isEqualTo("hello bonjour");
        assertThat(project.get("/now")).isEqualTo("hello bonjour");
        assertThat(project.get("/notes")).isEqualTo(2);
        project.edit(
                "app/French.java",
                "public String greet() { return \"bonjour\"; }",
                "public String greet() { return word(); }\n    public String word() { return \"salut\"; }");
        assertThat(project.get("/held")).isEqualTo("hello salut");
        assertThat(project.get("/now")).isEqualTo("hello salut");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProviderThatIsGoneIsNotFound(boolean inPlace) {
        LiveProject project = start(inPlace);
        project.change(Map.of("app/French.java", FRENCH, FILE, "app.English\napp.French\n"));

        ReloadEvent event = project.change(Map.of("app/English.java", "", FILE, "app.French\n"));

        assertThat(event.verdict()).isInstanceOf(Verdict.Live.class);
        assertThat(project.get("/held")).isEqualTo("bonjour");
        assertThat(project.get("/now")).isEqualTo("bonjour");
    }
}
