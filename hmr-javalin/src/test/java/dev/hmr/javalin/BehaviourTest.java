package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hmr.protocol.Route;
import dev.hmr.session.ReloadEvent;
import dev.hmr.session.Verdict;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a servlet application can rely on, whatever runs it. */
@ParameterizedClass
@EnumSource(Setup.class)
class BehaviourTest {
    private static final String HELLO = servlet("Hello", "response.getWriter().write(\"hello 0\");");
    private static final String OTHER = servlet("Other", "response.getWriter().write(\"other \" + Store.next());");
    private static final String SLOW = servlet("Slow", """
            Gate.ENTERED.countDown();
            if (VERSION.equals("old")) try { Gate.LEAVE.await(); } catch (InterruptedException e) { throw new IllegalStateException(e); }
            response.getWriter().write(VERSION + " " + Later.TEXT);
            """)
            .replace("class Slow", """
            class Later { static final String TEXT = new String("text of old"); }
            class Slow""")
            .replace("Base {", "Base { static final String VERSION = \"old\";");
    private static final String GATE = """
            package app;
            import java.util.concurrent.CountDownLatch;
            public class Gate {
                public static final CountDownLatch ENTERED = new CountDownLatch(1);
                public static final CountDownLatch LEAVE = new CountDownLatch(1);
                static void awaitEntered() throws InterruptedException { ENTERED.await(); }
                static void leave() { LEAVE.countDown(); }
            }
            """;
    private static final String STATE = servlet("State", """
            var session = request.getSession();
            Integer visits = (Integer) session.getAttribute("visits");
            session.setAttribute("visits", visits == null ? 1 : visits + 1);
            var context = request.getServletContext();
            Integer requests = (Integer) context.getAttribute("requests");
            context.setAttribute("requests", requests == null ? 1 : requests + 1);
            int kept = dev.hmr.Hmr.keep("count", java.util.concurrent.atomic.AtomicInteger::new).incrementAndGet();
            response.getWriter().write("a " + session.getAttribute("visits") + " "
                    + context.getAttribute("requests") + " " + kept + " " + session.getId());
            """);
    private static final String PAGE = servlet("Page", """
            response.setContentType("text/html;charset=utf-8");
            response.getWriter().write("<!doctype html><title>Page</title><p>version 0</p>");
            """);

    private final TreeMap<String, String> servlets = new TreeMap<>(Map.of(
            "/hello", "Hello",
            "/other", "Other",
            "/slow", "Slow",
            "/state", "State",
            "/page", "Page"));
    private final Map<String, String> files = new TreeMap<>(Map.of(
            "app/Hello.java", HELLO,
            "app/Other.java", OTHER,
            "app/Slow.java", SLOW,
            "app/Gate.java", GATE,
            "app/State.java", STATE,
            "app/Page.java", PAGE,
            "app/Store.java", "package app; class Store { static int n; static int next() { return ++n; } }"));

    private final Setup setup;

    @TempDir
    Path directory;

    BehaviourTest(Setup setup) {
        this.setup = setup;
    }

    @BeforeEach
    void write() {
        files.put("app/App.java", setup.app(servlets));
        files.put("app/Base.java", setup.base());
    }

    private static String servlet(String name, String body) {
        return """
                package app;
                import jakarta.servlet.http.*;
                class %s extends Base {
                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws java.io.IOException {
                %s
                    }
                }
                """.formatted(name, body.indent(8));
    }

    private LiveApp open() {
        return new LiveApp(directory, files, setup.launcher());
    }

    @Test
    void editIsServedAndTheRestIsLeftAlone() throws Exception {
        try (LiveApp app = open()) {
            assertThat(app.get("/hello")).isEqualTo("hello 0");
            assertThat(app.get("/other")).isEqualTo("other 1");
            int port = app.port();
            for (int i = 0; i < 3; i++) {
                ReloadEvent event = app.edit("app/Hello.java", "hello " + i, "hello " + (i + 1));
                assertThat(event.verdict()).isEqualTo(new Verdict.Live());
                assertThat(event.routes()).extracting(Route::toString).containsExactly("GET /hello");
                assertThat(app.get("/hello")).isEqualTo("hello " + (i + 1));
            }
            assertThat(app.get("/other")).isEqualTo("other 2");
            assertThat(app.port()).isEqualTo(port);
        }
    }

    @Test
    void addedServletAppearsAndDeletedOneGoes() throws Exception {
        try (LiveApp app = open()) {
            assertThat(status(app, "/new")).isEqualTo(404);
            app.save("app/New.java", servlet("New", "response.getWriter().write(\"new\");"));
            servlets.put("/new", "New");
            ReloadEvent added = app.save("app/App.java", setup.app(servlets));
            assertThat(added.routes()).extracting(Route::toString).contains("GET /new");
            assertThat(app.get("/new")).isEqualTo("new");

            servlets.remove("/new");
            ReloadEvent removed = app.save("app/App.java", setup.app(servlets));
            assertThat(removed.routes()).extracting(Route::toString).contains("GET /new");
            app.delete("app/New.java");
            assertThat(status(app, "/new")).isEqualTo(404);
            assertThat(app.get("/hello")).isEqualTo("hello 0");
        }
    }

    private static int status(LiveApp app, String path) {
        return app.send(app.request(path).build()).statusCode();
    }

    @Test
    void brokenCodeLeavesWhatServesAndFixedCodeIsServed() throws Exception {
        try (LiveApp app = open()) {
            assertThat(app.edit("app/Hello.java", "class Hello", "clas Hello").verdict())
                    .isInstanceOf(Verdict.Failed.class);
            assertThat(app.get("/hello")).isEqualTo("hello 0");
            app.edit("app/Hello.java", "clas Hello", "class Hello ");

            String failing =
                    "class Hello  extends Base { { if (true) throw new IllegalStateException(\"not today\"); }";
            assertThat(app.edit("app/Hello.java", "class Hello  extends Base {", failing)
                            .verdict())
                    .isInstanceOfSatisfying(
                            Verdict.Failed.class,
                            failed -> assertThat(failed.problems().toString()).contains("not today"));
            assertThat(app.get("/hello")).isEqualTo("hello 0");
            app.edit("app/Hello.java", failing, "class Hello extends Base {");
            app.edit("app/Hello.java", "hello 0", "hello again");
            assertThat(app.get("/hello")).isEqualTo("hello again");
        }
    }

    @Test
    void sessionsAttributesAndKeptValuesSurvive() throws Exception {
        try (LiveApp app = open()) {
            String session = app.get("/state").substring("a 1 1 1 ".length());
            app.edit("app/State.java", "\"a \"", "\"b \"");
            assertThat(app.get("/state")).isEqualTo("b 2 2 2 " + session);
            app.edit("app/State.java", "\"b \"", "\"c \"");
            assertThat(app.get("/state")).isEqualTo("c 3 3 3 " + session);
        }
    }

    @Test
    void slowRequestEndsOnTheCodeItStartedOn() throws Exception {
        try (LiveApp app = open()) {
            CompletableFuture<HttpResponse<String>> slow =
                    app.client().sendAsync(app.request("/slow").build(), HttpResponse.BodyHandlers.ofString());
            app.run("app.Gate", "awaitEntered");
            app.save("app/Slow.java", SLOW.replace("\"old\";", "\"new\";").replace("text of old", "text of new"));
            assertThat(app.get("/slow")).isEqualTo("new text of new");
            app.run("app.Gate", "leave");
            // Its neighbour is first needed now, after the class file has been written anew.
            assertThat(slow.get().body()).isEqualTo("old text of old");
        }
    }

    @Test
    void noRequestFailsWhileCodeIsEdited() throws Exception {
        try (LiveApp app = open()) {
            app.whileAsked("/hello", "hello", () -> {
                for (int i = 0; i < 20; i++) {
                    app.edit("app/Hello.java", "hello " + i, "hello " + (i + 1));
                    assertThat(app.get("/hello")).isEqualTo("hello " + (i + 1));
                }
            });
        }
    }

    @Test
    void openPageHearsOfWhatItWasMadeFrom() throws Exception {
        try (LiveApp app = open()) {
            String html = app.send(
                            app.request("/page").header("Accept", "text/html").build())
                    .body();
            assertThat(html).contains("version 0", "/@hmr/client.js");
            PageNews news = new PageNews(app, html);
            assertThat(news.next()).contains("connected");

            app.edit("app/Page.java", "version 0", "version 1");
            assertThat(news.next()).contains("update", "\"/page\"");
            assertThat(app.get("/page")).contains("version 1");
            app.edit("app/Page.java", "class Page", "clas Page");
            assertThat(news.next()).contains("error", "Page.java");
            news.close();
        }
    }

    @Test
    void othersOnTheNetworkCannotConnect() throws Exception {
        try (LiveApp app = open()) {
            List<InetAddress> network = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .toList();
            for (InetAddress address : network) {
                assertThatThrownBy(() -> new Socket(address, app.port()).close())
                        .isInstanceOf(ConnectException.class);
            }
            assertThat(app.get("/hello")).isEqualTo("hello 0");
        }
    }

    @Test
    void replacedCodeBecomesGarbage() throws Exception {
        servlets.put("/trace", "Trace");
        files.put("app/App.java", setup.app(servlets));
        files.put("app/Trace.java", servlet("Trace", """
                Loaders.SEEN.add(new java.lang.ref.WeakReference<>(Trace.class.getClassLoader()));
                response.getWriter().write("trace 0");
                """));
        files.put("app/Loaders.java", """
                package app;
                import java.lang.ref.WeakReference;
                import java.util.List;
                public class Loaders {
                    static final List<WeakReference<ClassLoader>> SEEN = new java.util.concurrent.CopyOnWriteArrayList<>();
                    static List<Boolean> collected() {
                        System.gc();
                        return new java.util.ArrayList<>(SEEN.stream().map(loader -> loader.refersTo(null)).toList());
                    }
                }
                """);
        try (LiveApp app = open()) {
            for (int i = 0; i < 4; i++) {
                assertThat(app.get("/trace")).isEqualTo("trace " + i);
                app.edit("app/Trace.java", "trace " + i, "trace " + (i + 1));
            }
            // The first is the one that the application was started with, which stays.
            await().atMost(LiveApp.PATIENCE)
                    .untilAsserted(() -> assertThat((List<?>) app.call("app.Loaders", "collected"))
                            .hasSize(4)
                            .asInstanceOf(InstanceOfAssertFactories.list(Boolean.class))
                            .startsWith(false, true, true));
        }
    }
}
