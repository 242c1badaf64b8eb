package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For Tomcat generations are versions of an application, and it picks one before HMR does. */
class TomcatVersionsTest {
    private static final String APP = """
            package app;
            import dev.hmr.HmrOptions;
            import dev.hmr.servlet.HmrServlets;
            import dev.hmr.servlet.tomcat.HmrTomcat;
            import java.util.concurrent.*;
            import org.apache.catalina.Context;
            import org.apache.catalina.connector.*;
            import org.apache.catalina.startup.Tomcat;
            import org.apache.catalina.valves.ValveBase;
            public class App {
                static final Semaphore REMOVED = new Semaphore(0);
                static final CountDownLatch MAPPED = new CountDownLatch(1);
                static final CountDownLatch GO_ON = new CountDownLatch(1);
                static HmrServlets start() {
                    Tomcat tomcat = new Tomcat();
                    tomcat.setBaseDir("DIRECTORY");
                    tomcat.setPort(0);
                    tomcat.getEngine().getPipeline().addValve(new Gate());
                    tomcat.getHost().addContainerListener(event -> {
                        if (event.getType().equals("removeChild")) REMOVED.release();
                    });
                    return HmrTomcat.start(App::configure, tomcat, HmrOptions.builder().inPlace(false).build());
                }
                static void configure(Context context) {
                    Tomcat.addServlet(context, "hello", new Hello());
                    context.addServletMappingDecoded("/hello", "hello");
                }
                static void awaitRemoved() throws InterruptedException { REMOVED.acquire(); }
                static void awaitMapped() throws InterruptedException { MAPPED.await(); }
                static void goOn() { GO_ON.countDown(); }
                static class Gate extends ValveBase {
                    Gate() { super(true); }
                    @Override public void invoke(Request request, Response response) throws java.io.IOException, jakarta.servlet.ServletException {
                        if (request.getQueryString() != null) {
                            MAPPED.countDown();
                            try { GO_ON.await(); } catch (InterruptedException e) { throw new IllegalStateException(e); }
                        }
                        getNext().invoke(request, response);
                    }
                }
            }
            """;
    private static final String HELLO = """
            package app;
            import jakarta.servlet.http.*;
            class Hello extends HttpServlet {
                @Override
                protected void doGet(HttpServletRequest request, HttpServletResponse response) throws java.io.IOException {
                    response.getWriter().write("hello 0");
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void aRequestForAVersionThatGoesMeanwhileIsServedByTheNext() throws Exception {
        String app = APP.replace("DIRECTORY", directory.resolve("tomcat").toString());
        Map<String, String> files = Map.of("app/App.java", app, "app/Hello.java", HELLO);
        try (LiveApp live = new LiveApp(directory.resolve("project"), files)) {
            live.edit("app/Hello.java", "hello 0", "hello 1");
            live.run("app.App", "awaitRemoved");
            CompletableFuture<HttpResponse<String>> late =
                    live.client().sendAsync(live.request("/hello?late").build(), HttpResponse.BodyHandlers.ofString());
            live.run("app.App", "awaitMapped");

            live.edit("app/Hello.java", "hello 1", "hello 2");
            live.run("app.App", "awaitRemoved");
            live.run("app.App", "goOn");

            assertThat(late.get().body()).isEqualTo("hello 2");
        }
    }
}
