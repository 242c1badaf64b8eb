package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.protocol.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of edit, with its verdict, what it makes live and what it leaves alone. */
class PipelineTest {
    private static final String APP = """
            package app;
            import dev.hmr.session.LiveProject.*;
            public class App {
                static final Object MADE_BY_MAIN = new Object();
                static Start start() {
                    Object captured = MADE_BY_MAIN;
                    return table -> routes(table, captured);
                }
                static void routes(Table table, Object captured) {
                    table.get("/hello", new Hello());
                    table.get("/bye", () -> "bye");
                    table.get("/count", Store::next);
                    table.get("/captured", () -> captured);
                }
            }
            """;
    private static final String HELLO = """
            package app;
            class Hello implements java.util.function.Supplier<String> {
                public String get() { return "hello " + Names.NAME; }
            }
            """;
    private static final String NAMES = "package app; class Names { static final String NAME = \"world\"; }";
    private static final String STORE = "package app; class Store { static int n; static int next() { return ++n; } }";

    @TempDir
    Path directory;

    private LiveProject project;

    @BeforeEach
    void open() {
        project = new LiveProject(
                directory,
                new LinkedHashMap<>(Map.of(
                        "app/App.java", APP,
                        "app/Hello.java", HELLO,
                        "app/Names.java", NAMES,
                        "app/Store.java", STORE)));
    }

    @AfterEach
    void close() throws IOException {
        project.close();
    }

    private static List<String> routes(ReloadEvent event) {
        return event.routes().stream().map(Route::path).sorted().toList();
    }

    @Test
    void bodyEditIsLiveAndNamesOnlyItsRoute() {
        ReloadEvent event = project.edit("app/Hello.java", "hello ", "hi ");
        assertThat(event.verdict()).isEqualTo(new Verdict.Live());
        assertThat(event.generation()).isEqualTo(1);
        assertThat(project.get("/hello")).isEqualTo("hi world");
        assertThat(routes(event)).containsExactly("/hello");
    }

    @Test
    void lambdaEditNamesOnlyItsRoute() {
        assertThat(routes(project.edit("app/App.java", "\"bye\"", "\"ciao\""))).containsExactly("/bye");
        assertThat(project.get("/bye")).isEqualTo("ciao");
        assertThat(routes(project.edit("app/App.java", "\"ciao\"", "\"adieu\"")))
                .containsExactly("/bye");
    }

    @Test
    void unchangedServiceKeepsItsState() throws Exception {
        project.get("/count");
        Class<?> store = project.current("app.Store");
        project.edit("app/Hello.java", "hello ", "hi ");
        assertThat(project.get("/count")).isEqualTo(2);
        assertThat(project.current("app.Store")).isSameAs(store);
        assertThat(project.current("app.Hello").getClassLoader()).isNotSameAs(project.stable());
    }

    @Test
    void capturedObjectIsTheSameAfterTwentyReloads() {
        Object captured = project.get("/captured");
        for (int i = 0; i < 20; i++) {
            project.edit("app/Hello.java", i == 0 ? "hello " : "v" + (i - 1) + " ", "v" + i + " ");
        }
        assertThat(project.generation()).isEqualTo(20);
        assertThat(project.get("/hello")).isEqualTo("v19 world");
        assertThat(project.get("/captured")).isSameAs(captured);
    }

    @Test
    void inlinedConstantReachesItsUsers() {
        ReloadEvent event = project.edit("app/Names.java", "world", "moon");
        assertThat(event.verdict()).isEqualTo(new Verdict.Live());
        assertThat(project.get("/hello")).isEqualTo("hello moon");
        assertThat(routes(event)).containsExactly("/hello");
    }

    @Test
    void commentChangesNothing() {
        ReloadEvent event = project.edit("app/Hello.java", "package app;", "package app; // greeting\n");
        assertThat(event.verdict()).isEqualTo(new Verdict.NothingChanged());
        assertThat(event.generation()).isZero();
    }

    @Test
    void addedMethodFieldLambdaAndNestedRecord() {
        ReloadEvent event = project.write("app/Hello.java", """
                package app;
                import java.util.function.*;
                class Hello implements Supplier<String> {
                    private final String mark = "!";
                    record Greeting(String text, int times) { String all() { return text.repeat(times); } }
                    private String name() { return Names.NAME; }
                    public String get() {
                        UnaryOperator<String> shout = text -> text + mark;
                        return shout.apply(new Greeting(name(), 2).all());
                    }
                }
                """);
        assertThat(event.verdict()).isEqualTo(new Verdict.Live());
        assertThat(project.get("/hello")).isEqualTo("worldworld!");
    }

    @Test
    void addedClassAndRoute() {
        ReloadEvent added =
                project.write("app/Extra.java", "package app; class Extra { static String text() { return \"x\"; } }");
        assertThat(added.verdict()).isEqualTo(new Verdict.NothingChanged());
        ReloadEvent used = project.edit(
                "app/App.java", "table.get(\"/bye\"", "table.get(\"/extra\", () -> Extra.text()); table.get(\"/bye\"");
        assertThat(used.verdict()).isEqualTo(new Verdict.Live());
        assertThat(routes(used)).containsExactly("/extra");
        assertThat(project.get("/extra")).isEqualTo("x");
        assertThat(routes(project.edit("app/Extra.java", "\"x\"", "\"y\""))).containsExactly("/extra");
        assertThat(project.get("/extra")).isEqualTo("y");
    }

    @Test
    void removedRouteIsNamedAndGone() {
        ReloadEvent event = project.edit("app/App.java", "table.get(\"/bye\", () -> \"bye\");", "");
        assertThat(routes(event)).containsExactly("/bye");
        assertThat(project.hasRoute("/bye")).isFalse();
    }

    @Test
    void deletedClassThatIsStillUsedIsAnErrorElsewhere() {
        ReloadEvent event = project.delete("app/Names.java");
        assertThat(event.verdict()).isInstanceOfSatisfying(Verdict.Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo(Verdict.Cause.COMPILE);
            assertThat(failed.problems()).anySatisfy(problem -> {
                assertThat(problem.file()).endsWith("Hello.java");
                assertThat(problem.line()).isEqualTo(3);
            });
        });
        assertThat(project.get("/hello")).isEqualTo("hello world");
        assertThat(project.write("app/Names.java", NAMES.replace("world", "again"))
                        .verdict())
                .isEqualTo(new Verdict.Live());
        assertThat(project.get("/hello")).isEqualTo("hello again");
    }

    @Test
    void renamedClassIsLiveAndTheOldClassFileIsGone() {
        project.replace("app/Hello.java", "Names.NAME", "Titles.NAME");
        project.write("app/Titles.java", NAMES.replace("Names", "Titles").replace("world", "sir"));
        project.deliver("app/Hello.java");
        ReloadEvent event = project.delete("app/Names.java");
        assertThat(event.verdict()).isNotInstanceOf(Verdict.Failed.class);
        assertThat(project.get("/hello")).isEqualTo("hello sir");
        assertThat(project.classes().resolve("app/Names.class")).doesNotExist();
        assertThat(project.classes().resolve("app/Titles.class")).exists();
    }

    @Test
    void syntaxErrorKeepsServingUntilItIsFixed() throws Exception {
        byte[] before = Files.readAllBytes(project.classes().resolve("app/Hello.class"));
        ReloadEvent broken = project.edit("app/Hello.java", "return", "retrun");
        assertThat(broken.verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(broken.generation()).isZero();
        assertThat(project.get("/hello")).isEqualTo("hello world");
        assertThat(project.classes().resolve("app/Hello.class")).hasBinaryContent(before);
        ReloadEvent fixed = project.edit("app/Hello.java", "retrun \"hello \"", "return \"fixed \"");
        assertThat(fixed.verdict()).isEqualTo(new Verdict.Live());
        assertThat(project.get("/hello")).isEqualTo("fixed world");
    }

    @Test
    void exceptionInRoutesKeepsServingUntilItIsFixed() {
        ReloadEvent broken = project.edit(
                "app/App.java",
                "table.get(\"/bye\"",
                "if (true) throw new IllegalStateException(\"no\"); table.get(\"/bye\"");
        assertThat(broken.verdict()).isInstanceOfSatisfying(Verdict.Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo(Verdict.Cause.STARTUP);
            assertThat(failed.problems().get(0).message()).contains("IllegalStateException: no");
            assertThat(failed.problems().get(0).file()).endsWith("App.java");
        });
        assertThat(project.get("/bye")).isEqualTo("bye");
        ReloadEvent fixed = project.edit("app/App.java", "if (true) throw new IllegalStateException(\"no\"); ", "");
        assertThat(fixed.verdict()).isEqualTo(new Verdict.NothingChanged());
        assertThat(project.get("/bye")).isEqualTo("bye");
        project.edit("app/App.java", "\"bye\");", "\"on\");");
        assertThat(project.get("/bye")).isEqualTo("on");
    }

    @Test
    void initialiserThatThrowsOnceRecovers() {
        project.edit(
                "app/Hello.java",
                "public String",
                "static { if (true) throw new IllegalStateException(); } public String");
        assertThat(project.get("/hello")).isEqualTo("hello world");
        project.edit("app/Hello.java", "static { if (true) throw new IllegalStateException(); } ", "int unused; ");
        assertThat(project.get("/hello")).isEqualTo("hello world");
        assertThat(project.generation()).isEqualTo(1);
    }

    @Test
    void everyStepHasItsReason() {
        ReloadEvent event = project.edit("app/Names.java", "world", "moon");
        assertThat(event.reasons())
                .containsExactly(
                        "Hello: get changed",
                        "Names: NAME changed",
                        "compiled along, for they may see what changed: Hello.java",
                        "reloaded Names@1: Names changed",
                        "reloaded Hello@1: Hello changed",
                        "reloaded App@1: links to Hello",
                        "kept 1 unit, without a change and without a link to one",
                        "the lambda in App runs again, for it leads to what was reloaded",
                        "GET /hello runs Hello, which changed or leads to what did");
    }

    @Test
    void changedSignatureRecompilesCallers() {
        project.write("app/Calls.java", "package app; class Calls { static Object call() { return Store.next(); } }");
        project.edit("app/App.java", "Store::next", "Calls::call");
        ReloadEvent event = project.edit(
                "app/Store.java", "static int next() { return ++n; }", "static long next() { return 7L; }");
        assertThat(event.verdict()).isEqualTo(new Verdict.Live());
        assertThat(project.get("/count")).isEqualTo(7L);
    }

    @Test
    void severalFilesInOneSaveAreOneReload() {
        project.replace("app/Names.java", "world", "both");
        project.replace("app/App.java", "\"bye\")", "\"both\")");
        ReloadEvent event = project.deliver("app/Names.java", "app/App.java");
        assertThat(event.generation()).isEqualTo(1);
        assertThat(routes(event)).containsExactly("/bye", "/hello");
        assertThat(project.get("/hello")).isEqualTo("hello both");
        assertThat(project.get("/bye")).isEqualTo("both");
    }

    @Test
    void changedLambdaOfMainThatNoLongerFitsNeedsARestart() {
        ReloadEvent event = project.edit(
                "app/App.java",
                "return table -> routes(table, captured);",
                "String more = \"m\"; return table -> { more.length(); routes(table, captured); };");
        assertThat(event.verdict())
                .isInstanceOfSatisfying(
                        Verdict.RestartNeeded.class,
                        restart -> assertThat(restart.reasons()).isNotEmpty());
        assertThat(project.get("/hello")).isEqualTo("hello world");
    }

    @Test
    void excludedClassNeedsARestart() {
        project.write("app/Excluded.java", "package app; class Excluded { static int v() { return 1; } }");
        ReloadEvent event = project.edit("app/Excluded.java", "return 1", "return 2");
        assertThat(event.verdict())
                .isInstanceOfSatisfying(
                        Verdict.RestartNeeded.class,
                        restart -> assertThat(restart.reasons()).anyMatch(reason -> reason.contains("app.Excluded")));
    }

    @Test
    void codeThatOnlyTheStartRanNeedsARestart() {
        project.write("app/Background.java", "package app; class Background { static int v() { return 1; } }");
        ReloadEvent event = project.edit("app/Background.java", "return 1", "return 2");
        assertThat(event.verdict()).isInstanceOf(Verdict.RestartNeeded.class);
    }

    @Test
    void restartFindsTheClassFilesThatAreLive() throws Exception {
        project.edit("app/Hello.java", "hello ", "hi ");
        try (var fresh = new java.net.URLClassLoader(
                new java.net.URL[] {project.classes().toUri().toURL()},
                getClass().getClassLoader())) {
            Class<?> hello = fresh.loadClass("app.Hello");
            var constructor = hello.getDeclaredConstructor();
            constructor.setAccessible(true);
            assertThat(((java.util.function.Supplier<?>) constructor.newInstance()).get())
                    .isEqualTo("hi world");
        }
    }

    @Test
    void classFileThatAnIdeWroteIsLive() throws Exception {
        project.replace("app/Hello.java", "hello ", "ide ");
        assertThat(project.compileElsewhere("app/Hello").verdict()).isEqualTo(new Verdict.Live());
        assertThat(project.get("/hello")).isEqualTo("ide world");
        // The source is compiled as well, for the editor cannot be asked who else will; it comes to the same.
        assertThat(project.deliver("app/Hello.java").verdict()).isEqualTo(new Verdict.NothingChanged());
    }

    @Test
    void deletedClassFilesComeBackWhenTheCompilerNeedsThem() throws Exception {
        project.deleteClassFiles();
        assertThat(project.get("/hello")).isEqualTo("hello world");
        assertThat(project.edit("app/Hello.java", "hello ", "still ").verdict()).isEqualTo(new Verdict.Live());
        assertThat(project.get("/hello")).isEqualTo("still world");
        assertThat(project.classes().resolve("app/Store.class")).exists();
    }

    @Test
    void failedReloadLeavesTheLiveClassesCurrent() throws Exception {
        project.edit("app/Hello.java", "hello ", "hi ");
        Class<?> live = project.current("app.Hello");
        project.edit(
                "app/Hello.java",
                "public String",
                "static { if (true) throw new IllegalStateException(); } public String");
        assertThat(project.current("app.Hello")).isSameAs(live);
    }
}
