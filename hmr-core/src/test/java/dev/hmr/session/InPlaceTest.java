package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.protocol.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits of what methods do, where the classes are: every object stays and runs the new code. */
class InPlaceTest {
    private static final String APP = """
            package app;
            import dev.hmr.session.LiveProject.*;
            public class App {
                static Start start() {
                    Server server = new Server();
                    return table -> {
                        server.routes(table);
                        table.get("/first", () -> Beginning.VALUE);
                    };
                }
            }
            """;
    private static final String SERVER = """
            package app;
            import dev.hmr.session.LiveProject.*;
            import java.util.*;
            import java.util.function.*;
            class Server {
                final List<Supplier<String>> jobs = new ArrayList<>();
                int asked;
                void routes(Table table) {
                    table.get("/", this::answer);
                    table.get("/add", this::add);
                    table.get("/run", this::run);
                    // routes
                }
                private String answer() { return "v1 " + ++asked; }
                private int add() {
                    jobs.add(() -> "a");
                    jobs.add(() -> "b" + asked);
                    // added
                    return jobs.size();
                }
                private String run() {
                    StringBuilder all = new StringBuilder();
                    for (Supplier<String> job : jobs) { all.append(job.get()).append(' '); }
                    return all.toString().strip();
                }
                // members
            }
            class Beginning {
                static final String VALUE = Rules.first();
            }
            class Rules {
                static final Object IDENTITY = new Object();
                static String first() { return "one"; }
                static String second() { return "two"; }
            }
            """;

    @TempDir
    Path directory;

    private @Nullable LiveProject running;

    private LiveProject start() {
        return start(APP);
    }

    /** With a server that is made anew by each reload. */
    private LiveProject startReloadable() {
        return start(
                APP.replace("Server server = new Server();\n", "").replace("server.routes", "new Server().routes"));
    }

    private LiveProject start(String app) {
        LiveProject project =
                new LiveProject(directory, new LinkedHashMap<>(Map.of("app/App.java", app, "app/Server.java", SERVER)));
        running = project;
        project.allowInPlace(true);
        return project;
    }

    @AfterEach
    void close() throws IOException {
        if (running != null) {
            running.close();
        }
    }

    private static ReloadEvent edit(LiveProject project, String before, String after) {
        ReloadEvent event = project.edit("app/Server.java", before, after);
        assertThat(event.verdict()).isEqualTo(new Verdict.Live());
        return event;
    }

    private static void inPlace(LiveProject project, String before, String after) {
        ReloadEvent event = edit(project, before, after);
        assertThat(event.reloaded()).as("reloaded: %s", event.reasons()).isEmpty();
        assertThat(event.redefined()).contains("Server");
    }

    @Test
    void objectThatMainMadeLivesOnWithNewCode() {
        LiveProject project = start();
        assertThat(project.get("/")).isEqualTo("v1 1");
        inPlace(project, "v1", "v2");
        assertThat(project.get("/")).isEqualTo("v2 2");
        assertThat(project.generation()).isEqualTo(1);
    }

    @Test
    void lambdaObjectRunsTheNewVersionOfItsOwnBody() {
        LiveProject project = start();
        project.get("/add");
        assertThat(project.get("/run")).isEqualTo("a b0");
        inPlace(project, "jobs.add(() -> \"a\");", "jobs.add(() -> \"first\"); jobs.add(() -> \"a2\");");
        assertThat(project.get("/run")).as("one before, of the same shape").isIn("first b0", "a2 b0");
        inPlace(project, "\"b\" + asked", "\"c\" + asked");
        assertThat((String) project.get("/run")).endsWith(" c0");
        inPlace(project, "// added", "jobs.add(() -> \"last\");");
        project.get("/add");
        assertThat(project.get("/run")).asString().endsWith("first a2 c0 last");
    }

    @Test
    void removedLambdaDoesWhatItDidAndNoOthersWork() {
        LiveProject project = start();
        project.get("/add");
        inPlace(project, "jobs.add(() -> \"a\");", "");
        assertThat(project.get("/run")).isEqualTo("a b0");
        inPlace(project, "// added", "jobs.add(() -> \"n\");");
        assertThat(project.get("/run")).isEqualTo("a b0");
    }

    @Test
    void lambdaThatWasAddedIsEditedToo() {
        LiveProject project = start();
        inPlace(project, "// added", "jobs.add(() -> \"x\" + asked);");
        project.get("/add");
        assertThat(project.get("/run")).isEqualTo("a b0 x0");
        inPlace(project, "\"x\" + asked", "\"y\" + asked");
        assertThat(project.get("/run")).isEqualTo("a b0 y0");
    }

    @Test
    void privateMethodsMayBeAddedEditedAndRemoved() {
        LiveProject project = start();
        inPlace(
                project,
                "return \"v1 \" + ++asked; }",
                "return named(\"n\", 2L) + ++asked; }"
                        + " private String named(String name, long times) { return wrap(name.repeat((int) times)); }"
                        + " private static String wrap(String text) { return '<' + text + '>'; }");
        assertThat(project.get("/")).isEqualTo("<nn>1");
        inPlace(project, "'<' + text + '>'", "'[' + text + ']'");
        assertThat(project.get("/")).isEqualTo("[nn]2");
        inPlace(project, "named(\"n\", 2L) + ", "\"plain\" + ");
        assertThat(project.get("/")).isEqualTo("plain3");
    }

    @Test
    void referencesToAddedMethodsAdaptTheirArguments() {
        LiveProject project = start();
        inPlace(
                project,
                "return \"v1 \" + ++asked; }",
                "Function<Integer, Long> twice = this::twice; ToIntFunction<String> length = Server::length;"
                        + " Runnable nothing = this::nothing; nothing.run();"
                        + " return twice.apply(4) + \" \" + length.applyAsInt(\"abc\") + \" \" + asked; }"
                        + " private long twice(int number) { return 2L * number; }"
                        + " private static int length(CharSequence text) { return text.length(); }"
                        + " private int nothing() { return asked = 7; }");
        assertThat(project.get("/")).isEqualTo("8 3 7");
    }

    @Test
    void addedMethodMayTakeAnyNumberOfArguments() {
        LiveProject project = start();
        inPlace(
                project,
                "return \"v1 \" + ++asked; }",
                "return all(\"a\", \"b\") + all(); } private static String all(String... names) { return String.join(\"+\", names) + names.length; }");
        assertThat(project.get("/")).isEqualTo("a+b20");
    }

    @Test
    void whatReflectionSeesIsReloadedAndTheReasonGiven() {
        LiveProject project = start();
        ReloadEvent event = project.edit("app/Server.java", "static String second", "public static String second");
        assertThat(event.redefined()).isEmpty();
        assertThat(event.reasons())
                .anyMatch(reason -> reason.contains("not in place, because the declaration of second changed"));
    }

    @Test
    void classWhoseInitializerRanTheCodeIsReloadedAloneWithItsUsers() throws ClassNotFoundException {
        LiveProject project = start();
        assertThat(project.get("/first")).isEqualTo("one");
        Class<?> rules = project.current("app.Rules");
        ReloadEvent event = project.edit("app/Server.java", "return \"one\"", "return \"uno\"");
        assertThat(event.redefined()).containsExactly("Rules");
        assertThat(event.reloaded()).contains("Beginning");
        assertThat(project.current("app.Rules")).isSameAs(rules);
        ReloadEvent other = project.edit("app/Server.java", "return \"two\"", "return \"due\"");
        assertThat(other.reloaded()).isEmpty();
    }

    @Test
    void throwingRoutesPutTheOldCodeBack() {
        LiveProject project = start();
        project.replace("app/Server.java", "v1", "v2");
        ReloadEvent failed =
                project.edit("app/Server.java", "// routes", "if (asked < 9) throw new RuntimeException(\"no\");");
        assertThat(failed.verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(project.get("/")).isEqualTo("v1 1");
        inPlace(project, "throw new", "new");
        assertThat(project.get("/")).isEqualTo("v2 2");
    }

    @Test
    void reloadedClassesChangeInPlaceFromThenOn() {
        LiveProject project = startReloadable();
        edit(project, "// members", "public int shown() { return 1; }");
        assertThat(project.generation()).isEqualTo(1);
        project.get("/");
        inPlace(project, "v1", "v2");
        inPlace(
                project,
                "return \"v2 \" + ++asked; }",
                "return decorated(() -> \"v3 \"); } private static String decorated(Supplier<String> text) { return text.get() + \"!\"; }");
        assertThat(project.get("/")).isEqualTo("v3 !");
    }

    @Test
    void nestedClassesCallPrivateMethodsThatWereAdded() {
        LiveProject project = startReloadable();
        edit(project, "// members", "class Inner { String text() { return \"inner\" + asked; } }");
        inPlace(
                project,
                "return \"v1 \" + ++asked; }",
                "return new Inner().text(); } private String added(Server other) { return \"added\" + other.asked; }");
        ReloadEvent event = edit(project, "return \"inner\" + asked", "return added(Server.this)");
        assertThat(event.reloaded()).isEmpty();
        assertThat(project.get("/")).isEqualTo("added0");
    }

    @Test
    void fieldOfObjectsIsAReloadEvenIfItIsConstant() {
        LiveProject project = startReloadable();
        ReloadEvent event = edit(project, "// members", "private final int more = 5;");
        assertThat(event.reloaded()).contains("Server");
        inPlace(project, "return \"v1 \" + ++asked", "return \"v2 \" + more");
        assertThat(project.get("/")).isEqualTo("v2 5");
        inPlace(project, "more = 5", "more = 6");
        assertThat(project.get("/")).isEqualTo("v2 6");
    }

    @Test
    void privateMembersDoNotHaveTheClassReloadedWhoeverLooksAtIt() {
        LiveProject project = start();
        project.replace(
                "app/Server.java",
                "return \"v1 \" + ++asked",
                "return \"v2 \" + LIMIT + twice(Server.class.getModifiers())");
        inPlace(
                project,
                "// members",
                "private static final int LIMIT = 3; private int twice(int number) { return 2 * number; }");
        inPlace(project, "v2", "v3");
        assertThat(project.get("/")).isEqualTo("v3 30");
    }

    @Test
    void otherClassesCallMethodsThatWereAddedToReloadedOnes() {
        LiveProject project = startReloadable();
        edit(project, "return \"v1 \" + ++asked", "return Rules.second() + ++asked");
        edit(project, "static String second", "int number = 3; static String second");
        ReloadEvent added = edit(
                project,
                "static String first() {",
                "static String third(Rules rules, long more) { return \"third\" + more + rules.fourth(1, 2); }"
                        + " String fourth(int one, double two) { return one + two + \"\"; }"
                        + " static String first() {");
        assertThat(added.reloaded()).isEmpty();
        inPlace(project, "return Rules.second() + ++asked", "return Rules.third(new Rules(), ++asked)");
        assertThat(project.get("/")).isEqualTo("third13.0");
    }

    @Test
    void addedStaticFieldKeepsItsValueThroughAFailedReload() {
        LiveProject project = start();
        String field = "private static int calls = 5;";
        inPlace(project, "return \"v1 \" + ++asked; }", "return \"v2 \" + ++calls; } " + field);
        assertThat(project.get("/")).isEqualTo("v2 6");
        project.replace("app/Server.java", "++calls", "\"none\"");
        project.replace("app/Server.java", field, "");
        ReloadEvent failed =
                project.edit("app/Server.java", "// routes", "if (asked < 9) throw new RuntimeException(\"no\");");
        assertThat(failed.verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(project.get("/")).isEqualTo("v2 7");
        inPlace(project, "throw new", "new");
        assertThat(project.get("/")).isEqualTo("v2 none");
        inPlace(project, "\"none\"; }", "++calls; } " + field);
        assertThat(project.get("/")).as("it is another field").isEqualTo("v2 6");
    }

    @Test
    void lambdaThatWasRemovedWithItsFieldGoesOnUsingIt() {
        LiveProject project = start();
        String field = "private static int calls = 3;";
        project.replace("app/Server.java", "// members", field);
        inPlace(project, "// added", "jobs.add(() -> \"n\" + ++calls);");
        project.get("/add");
        assertThat(project.get("/run")).isEqualTo("a b0 n4");
        project.replace("app/Server.java", field, "");
        inPlace(project, "jobs.add(() -> \"n\" + ++calls);", "");
        assertThat(project.get("/run")).isEqualTo("a b0 n5");
    }

    @Test
    void firstValueThatCannotBeComputedFailsAsItWouldAtTheStart() {
        LiveProject project = startReloadable();
        String broken = "private static final java.util.regex.Pattern BROKEN = java.util.regex.Pattern.compile(\"[\");";
        ReloadEvent failed = project.edit("app/Server.java", "// members", broken);
        assertThat(failed.verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(project.get("/")).isEqualTo("v1 1");
        edit(project, "compile(\"[\")", "compile(\"a\")");
        inPlace(project, "return \"v1 \" + ++asked", "return BROKEN.pattern()");
        assertThat(project.get("/")).isEqualTo("a");
    }

    /** What its routes make, and what they do while they are registered, can be told from what only requests do. */
    private LiveProject startWithObjectsOfRoutes() {
        LiveProject project = new LiveProject(
                directory,
                Map.of("app/App.java", """
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
        running = project;
        project.allowInPlace(true);
        project.get("/add");
        return project;
    }

    private static ReloadEvent inPlace(LiveProject project, String file, String before, String after) {
        ReloadEvent event = project.edit(file, before, after);
        assertThat(event.verdict()).isEqualTo(new Verdict.Live());
        assertThat(event.reloaded()).as("reloaded: %s", event.reasons()).isEmpty();
        return event;
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
        LiveProject project = new LiveProject(
                directory,
                Map.of(
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
        running = project;
        project.allowInPlace(true);
        inPlace(project, "app/Words.java", "\"one\"", "\"two\"");
        assertThat(project.get("/early")).isEqualTo("two");
        inPlace(project, "app/Words.java", "\"late\"", "\"later\"");
        assertThat(project.get("/late")).isEqualTo("later");
    }

    @Test
    void lineNumbersFollowAComment() {
        LiveProject project = start();
        edit(
                project,
                "return \"v1 \" + ++asked;",
                "return \"line \" + new Throwable().getStackTrace()[0].getLineNumber();");
        int line = Integer.parseInt(project.get("/").toString().substring("line ".length()));
        ReloadEvent event = project.edit("app/Server.java", "package app;", "package app;\n// one more");
        assertThat(event.verdict()).isEqualTo(new Verdict.NothingChanged());
        project.settle();
        assertThat(project.get("/")).isEqualTo("line " + (line + 1));
    }
}
