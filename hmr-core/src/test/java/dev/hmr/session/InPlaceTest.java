package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits of what methods do, where the classes are: every object stays and runs the new code. */
class InPlaceTest extends InPlaceFixture {
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

    private LiveProject start() {
        return start(APP);
    }

    /** With a server that is made anew by each reload. */
    private LiveProject startReloadable() {
        return start(
                APP.replace("Server server = new Server();\n", "").replace("server.routes", "new Server().routes"));
    }

    private LiveProject start(String app) {
        return live(Map.of("app/App.java", app, "app/Server.java", SERVER));
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

    @ParameterizedTest
    @ValueSource(strings = {"java.io.Serializable", "java.util.function.ToIntFunction<A>"})
    void addedMethodRefersToAMethodOfAClassOutOfReach(String other) {
        LiveProject project = live(Map.of(
                "app/App.java", """
                        package app;
                        import dev.hmr.session.LiveProject.*;
                        public class App {
                            static Start start() { return App::routes; }
                            static void routes(Table table) { table.get("/", () -> Handler.answer()); }
                        }
                        """,
                "app/Service.java", "package app; class Service { String hello() { return \"hello\"; } }",
                "app/Handler.java", """
                        package app;
                        class Handler {
                            interface Get<A> extends java.util.function.Function<A, String>, %s {
                                default int applyAsInt(A value) { return 1; }
                            }
                            static String answer() { return "v1"; }
                        }
                        """.formatted(other)));
        project.allowInPlace(false);
        project.edit("app/Handler.java", "v1", "v2");
        project.allowInPlace(true);

        project.edit(
                "app/Handler.java",
                "return \"v2\"; }",
                "return get().apply(new Service()); } private static Get<Service> get() { return Service::hello; }");

        assertThat(project.get("/")).isEqualTo("hello");
    }
}
