package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.protocol.Route;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes in place after which <code>routes</code> runs again, because it has run what changed, and those after which it does not. */
class RoutesRunAgainTest extends InPlaceFixture {
    /** What its routes make, and what they do while they are registered, can be told from what only requests do. */
    private LiveProject startWithObjectsOfRoutes() {
        LiveProject project =
                live(Map.of("app/App.java", """
                        package app;
                        import dev.hmr.session.LiveProject.*;
                        public class App {
                            static Start start() { return App::routes; }
                            static void routes(Table table) {
                                Store store = new Store();
                                String greeting = Words.greeting();
                                Runnable warmUp = () -> store.add("warm" + Words.ending());
                                warmUp.run();
                                table.get("/add", () -> { store.add("item"); return Words.done(); });
                                table.get("/list", store::list);
                                table.get("/greeting", () -> greeting);
                                table.get("/answer", new Custom(store));
                            }
                        }
                        """, "app/Store.java", """
                        package app;
                        import java.util.*;
                        public class Store {
                            private final List<String> items = new ArrayList<>();
                            void add(String item) { items.add(item); }
                            String list() { return String.join(" ", items); }
                        }
                        """, "app/Custom.java", """
                        package app;
                        class Custom implements dev.hmr.session.LiveProject.Answer {
                            private final Store store;
                            private final String label;
                            Custom(Store store) { this.store = store; this.label = label(); }
                            private String label() { return "all:"; }
                            public Object get() { return label + " " + store.list(); }
                        }
                        """, "app/Words.java", """
                        package app;
                        class Words {
                            static String greeting() { return "hello"; }
                            static String ending() { return "!"; }
                            static String done() { return "ok"; }
                        }
                        """));
        project.get("/add");
        return project;
    }

    private static List<String> paths(ReloadEvent event) {
        return event.routes().stream().map(Route::path).sorted().toList();
    }

    @Test
    void whatRoutesHaveMadeLivesOnWhenOnlyRequestsRunTheChange() {
        LiveProject project = startWithObjectsOfRoutes();
        ReloadEvent lambda = inPlace(project, "app/App.java", "store.add(\"item\")", "store.add(\"thing\")");
        project.get("/add");
        ReloadEvent called = inPlace(project, "app/Words.java", "\"ok\"", "\"done\"");
        ReloadEvent referred = inPlace(project, "app/Store.java", "join(\" \"", "join(\"-\"");
        ReloadEvent object = inPlace(project, "app/Custom.java", "+ \" \" +", "+ \" = \" +");
        assertThat(project.get("/add")).isEqualTo("done");
        assertThat(project.get("/list")).isEqualTo("warm!-item-thing-thing");
        assertThat(project.get("/answer")).isEqualTo("all: = warm!-item-thing-thing");
        assertThat(paths(lambda)).containsExactly("/add");
        assertThat(paths(called)).containsExactly("/add");
        assertThat(paths(referred)).containsExactly("/answer", "/list");
        assertThat(paths(object)).containsExactly("/answer");
    }

    @Test
    void routesRunAgainWhenTheyRanWhatChanged() {
        LiveProject project = startWithObjectsOfRoutes();
        ReloadEvent event = inPlace(project, "app/Words.java", "\"hello\"", "\"good day\"");
        assertThat(event.reasons()).contains("App.routes runs again, for it may have run Words.greeting");
        assertThat(project.get("/greeting")).as("a method they call").isEqualTo("good day");
        assertThat(project.get("/list")).isEqualTo("warm!");
        project.get("/add");
        inPlace(project, "app/Words.java", "\"!\"", "\"?\"");
        assertThat(project.get("/list")).as("a lambda they may have run").isEqualTo("warm?");
        project.get("/add");
        inPlace(project, "app/Custom.java", "\"all:\"", "\"every:\"");
        assertThat(project.get("/answer")).as("a constructor they call").isEqualTo("every: warm?");
        project.get("/add");
        inPlace(project, "app/App.java", "= Words.greeting()", "= Words.greeting() + 1");
        assertThat(project.get("/greeting")).as("they themselves").isEqualTo("good day1");
        assertThat(project.get("/list")).isEqualTo("warm?");
    }

    @Test
    void routesRunAgainOnceTheyComeToRunWhatChanges() {
        LiveProject project = startWithObjectsOfRoutes();
        inPlace(project, "app/Words.java", "\"ok\"", "\"done\"");
        inPlace(project, "app/App.java", "= Words.greeting()", "= Words.greeting() + Words.done()");
        project.get("/add");
        inPlace(project, "app/Words.java", "\"done\"", "\"fine\"");
        assertThat(project.get("/greeting")).isEqualTo("hellofine");
        assertThat(project.get("/list")).isEqualTo("warm!");
    }

    /** What an object that was there before runs while routes are registered, nothing in their code shows. */
    @ParameterizedTest
    @CsvSource({
        "Supplier<String>, () -> Words.one(), it.get()",
        "Server, new Server(), '\"\" + it'",
        "Holder, Holder.made(), it.tasks.get(0).get()",
        "String, Holder.leave(), Holder.LEFT.get(0).get()",
    })
    void routesRunAgainIfObjectsFromBeforeMayHaveRunTheChange(String type, String made, String early) {
        LiveProject project = live(Map.of(
                "app/App.java",
                """
                        package app;
                        import dev.hmr.session.LiveProject.*;
                        import java.util.function.Supplier;
                        public class App {
                            static Start start() {
                                TYPE it = MADE;
                                return table -> routes(table, it);
                            }
                            static void routes(Table table, TYPE it) {
                                String early = EARLY;
                                table.get("/early", () -> early);
                                table.get("/late", () -> Words.late());
                            }
                        }
                        """.replace("TYPE", type).replace("MADE", made).replace("EARLY", early),
                "app/Server.java",
                """
                        package app;
                        class Server { @Override public String toString() { return Words.one(); } }
                        """,
                "app/Holder.java",
                """
                        package app;
                        import java.util.*;
                        import java.util.function.Supplier;
                        class Holder {
                            static final List<Supplier<String>> LEFT = new ArrayList<>();
                            final List<Supplier<String>> tasks = new ArrayList<>();
                            static Holder made() {
                                Holder holder = new Holder();
                                holder.tasks.add(() -> Words.one());
                                return holder;
                            }
                            static String leave() {
                                LEFT.add(() -> Words.one());
                                return "";
                            }
                        }
                        """,
                "app/Words.java",
                """
                        package app;
                        class Words {
                            static String one() { return "one"; }
                            static String late() { return "late"; }
                        }
                        """));
        inPlace(project, "app/Words.java", "\"one\"", "\"two\"");
        assertThat(project.get("/early")).isEqualTo("two");
        inPlace(project, "app/Words.java", "\"late\"", "\"later\"");
        assertThat(project.get("/late")).isEqualTo("later");
    }
}
