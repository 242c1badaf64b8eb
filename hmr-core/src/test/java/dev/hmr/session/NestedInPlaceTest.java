package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nested classes that come and go while the class around them stays where it is. */
class NestedInPlaceTest extends InPlaceFixture {
    private static final String APP = """
            package app;
            import dev.hmr.session.LiveProject.*;
            public class App {
                static Start start() {
                    Server server = new Server();
                    return server::routes;
                }
            }
            """;
    private static final String SERVER = """
            package app;
            import dev.hmr.session.LiveProject.*;
            import java.util.*;
            class Server {
                private int asked;
                void routes(Table table) {
                    table.get("/", this::answer);
                    // routes
                }
                private String answer() { return "v1 " + ++asked; }
                // members
            }
            class Journal {
                static final List<String> ENTRIES = new ArrayList<>();
                static String text() { return String.join(",", ENTRIES); }
            }
            """;
    private static final String PART = """
            private static class Part {
                private final int number;
                private Part(int number) { this.number = number; }
                private String text() { return "part " + number; }
            }
            """;

    private LiveProject start() {
        return start(APP);
    }

    /** With a server that a reload can replace. */
    private LiveProject startReloadable() {
        return start(APP.replace("Server server = new Server();\n", "")
                .replace("server::routes", "table -> new Server().routes(table)"));
    }

    private LiveProject start(String app) {
        return live(Map.of("app/App.java", app, "app/Server.java", SERVER));
    }

    private static ReloadEvent inPlace(LiveProject project, String before, String after) {
        return inPlace(project, "app/Server.java", before, after);
    }

    @Test
    void objectThatMainMadeUsesTheNewClass() {
        LiveProject project = start();
        assertThat(project.get("/")).isEqualTo("v1 1");
        project.replace("app/Server.java", "// members", PART + "// members");
        inPlace(project, "\"v1 \" + ++asked", "new Part(++asked).text()");
        assertThat(project.get("/")).isEqualTo("part 2");
        inPlace(project, "\"part \" + number", "part() + number; } private static String part() { return \"piece \"");
        assertThat(project.get("/")).isEqualTo("piece 3");
    }

    @Test
    void isInitializedWhenItIsFirstUsed() {
        LiveProject project = start();
        project.replace(
                "app/Server.java",
                "// members",
                "private static class Part { static { Journal.ENTRIES.add(\"begun\"); } private static String text() { return \"part\"; } }");
        inPlace(project, "\"v1 \" + ++asked", "Journal.text() + Part.text() + Journal.text()");
        assertThat(project.get("/")).isEqualTo("partbegun");
        assertThat(project.get("/")).isEqualTo("begunpartbegun");
    }

    @Test
    void throwingRoutesLeaveNothingThatIsInTheWay() {
        LiveProject project = start();
        project.replace("app/Server.java", "// members", PART);
        project.replace("app/Server.java", "\"v1 \" + ++asked", "new Part(++asked).text()");
        ReloadEvent failed =
                project.edit("app/Server.java", "// routes", "if (asked < 9) throw new RuntimeException(\"no\");");
        assertThat(failed.verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(project.get("/")).isEqualTo("v1 1");
        project.replace("app/Server.java", "\"part \" + number", "\"other \" + number");
        inPlace(project, "throw new", "new");
        assertThat(project.get("/")).isEqualTo("other 2");
    }

    @Test
    void throwingRoutesThatInitializedTheClassHaveItReloaded() {
        LiveProject project = startReloadable();
        project.replace("app/Server.java", "// members", "enum Part { ONLY }");
        ReloadEvent failed = project.edit(
                "app/Server.java", "// routes", "if (asked < 9) throw new RuntimeException(Part.ONLY.name());");
        assertThat(failed.verdict()).isInstanceOf(Verdict.Failed.class);
        ReloadEvent repaired = project.edit("app/Server.java", "throw new", "new");
        assertThat(repaired.verdict()).isEqualTo(new Verdict.Live());
        assertThat(repaired.reasons())
                .anyMatch(reason -> reason.contains("Server$Part was there before, and may have run"));
    }

    @Test
    void classesOfAChildLoaderComeAndGo() {
        LiveProject project = startReloadable();
        project.edit("app/Server.java", "private int asked;", "private int asked; private int more;");
        project.replace("app/Server.java", "// members", PART);
        inPlace(project, "\"v1 \" + ++asked", "new Part(5).text()");
        assertThat(project.get("/")).isEqualTo("part 5");
        project.replace("app/Server.java", PART, "// members");
        inPlace(project, "new Part(5).text()", "\"v2\"");
        assertThat(project.get("/")).isEqualTo("v2");
        project.replace("app/Server.java", "// members", PART.replace("part", "again"));
        inPlace(project, "\"v2\"", "new Part(6).text()");
        assertThat(project.get("/")).isEqualTo("again 6");
    }

    @Test
    void otherClassesUseTheNewOne() {
        LiveProject project = start();
        project.replace(
                "app/Server.java",
                "static String text()",
                "record Part(int number) { Part { number *= 10; } } static String text()");
        inPlace(project, "\"v1 \" + ++asked", "\"\" + new Journal.Part(++asked)");
        assertThat(project.get("/")).isEqualTo("Part[number=10]");
    }

    @Test
    void anonymousClassMayStandInAMethodThatIsNew() {
        LiveProject project = start();
        inPlace(
                project,
                "return \"v1 \" + ++asked; }",
                "return sorted(List.of(\"b\", \"a\")) + asked; }"
                        + " private <T extends Comparable<T>> String sorted(List<T> given) {"
                        + " Comparator<T> order = new Comparator<>() {"
                        + " @Override public int compare(T one, T other) { asked++; return one.compareTo(other); } };"
                        + " return given.stream().sorted(order).toList() + \" \""
                        + " + order.getClass().isAnonymousClass() + order.getClass().getEnclosingClass().getSimpleName(); }");
        assertThat(project.get("/")).isEqualTo("[a, b] trueServer1");
    }

    @Test
    void lambdaObjectOfTheNewClassRunsTheNewVersionOfItsOwnBody() {
        LiveProject project = start();
        project.replace(
                "app/Server.java",
                "// members",
                "private static class Part {"
                        + " private static java.util.function.Supplier<String> one() { return () -> \"one\"; }"
                        + " private static java.util.function.Supplier<String> two() { return () -> \"two\"; } }"
                        + " private static Object job;");
        inPlace(
                project,
                "return \"v1 \" + ++asked; }",
                "if (job == null) job = Part.two(); return \"\" + ((java.util.function.Supplier<?>) job).get(); }");
        assertThat(project.get("/")).isEqualTo("two");
        inPlace(project, "return () -> \"one\";", "Runnable none = () -> { }; none.run(); return () -> \"first\";");
        assertThat(project.get("/")).isEqualTo("two");
        inPlace(project, "\"two\"", "\"second\"");
        assertThat(project.get("/")).isEqualTo("second");
    }
}
