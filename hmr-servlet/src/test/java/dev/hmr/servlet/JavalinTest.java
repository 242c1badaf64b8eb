package dev.hmr.servlet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hmr.protocol.AllowedHosts;
import dev.hmr.protocol.Payload.Connected;
import dev.hmr.protocol.ServerIdentity;
import dev.hmr.servlet.jetty.JettySockets;
import dev.hmr.session.Insight;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import io.javalin.jetty.JavalinJettyServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter under Javalin, which compresses, goes asynchronous and upgrades in ways of its own. */
class JavalinTest {
    private static final String LONG_PAGE = "<!doctype html><p>" + "Hello. ".repeat(1_000);

    private final ServerIdentity identity = ServerIdentity.create();
    private final Generations generations = new Generations();
    private final BrowserHub browsers = new BrowserHub(identity, generations::current);
    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch mayComplete = new CountDownLatch(1);
    /** A thread for each task: the common pool of a small machine has a single one. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private @Nullable ServletContextHandler context;
    private final Javalin javalin = Javalin.create(config -> {
                config.startup.showJavalinBanner = false;
                config.jetty.modifyServletContextHandler(handler -> {
                    context = handler;
                    handler.addFilter(
                            new FilterHolder(new HmrFilter(
                                    identity,
                                    AllowedHosts.loopback(),
                                    generations,
                                    browsers,
                                    Insight.NONE,
                                    JettySockets::new)),
                            "/*",
                            EnumSet.allOf(DispatcherType.class));
                });
                application(config, 0);
            })
            .start(0);
    private final Wire wire = new Wire(javalin.port());

    @AfterEach
    void stop() {
        mayComplete.countDown();
        threads.shutdown();
        browsers.close();
        javalin.stop();
    }

    private void application(JavalinConfig config, int number) {
        config.staticFiles.add("/public", Location.CLASSPATH);
        config.routes.before(ctx -> seen.add(ctx.path()));
        config.routes.get("/number", ctx -> ctx.result(String.valueOf(number)));
        config.routes.get("/page", ctx -> ctx.html(LONG_PAGE));
        config.routes.get("/future", ctx -> ctx.future(() -> later(ctx)));
        config.routes.get("/async", ctx -> ctx.async(() -> ctx.html(LONG_PAGE)));
        config.routes.get("/missing", ctx -> ctx.status(404));
        config.routes.error(404, ctx -> ctx.html("<p>none"));
        config.routes.get("/visits", ctx -> {
            Integer visits = ctx.sessionAttribute("visits");
            ctx.sessionAttribute("visits", visits == null ? 1 : visits + 1);
            ctx.result(String.valueOf(ctx.<Integer>sessionAttribute("visits")));
        });
        config.routes.sse("/events", client -> {
            client.sendEvent("generation " + number);
            client.close();
        });
        config.routes.ws("/<any>", ws -> ws.onMessage(message -> message.send(number + " heard " + message.message())));
    }

    private CompletableFuture<Void> later(Context ctx) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        assertThat(mayComplete.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    ctx.html(LONG_PAGE);
                },
                threads);
    }

    /** What the Javalin module will do: a Javalin that never starts, in the context of the one that did. */
    private CompletionStage<Void> swapTo(int number) throws Exception {
        Javalin next = Javalin.create(config -> application(config, number));
        JavalinJettyServlet servlet = new JavalinJettyServlet(next.unsafe);
        servlet.init(new Config(requireNonNull(context).getServletContext()));
        return generations.swap(number, servlet, TestServer.CONTEXT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void pagesGetTheScriptInEveryGeneration(int generation) throws Exception {
        if (generation > 0) {
            swapTo(generation);
        }
        mayComplete.countDown();

        for (String path : new String[] {"/page", "/future", "/async", "/static.html", "/missing"}) {
            Answer answer = wire.show(path, "Accept-Encoding: gzip, br");
            assertThat(answer.hasTag()).as(path).isTrue();
            assertThat(answer.header("Content-Encoding")).as(path).isNull();
        }
        assertThat(wire.show("/page").body())
                .startsWith("<!doctype html><script")
                .endsWith("Hello. ");
        assertThat(wire.show("/static.html").body()).contains("<title>Static</title>\n</head>", "</html>");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void everythingElseIsJavalinsOwn(int generation) throws Exception {
        if (generation > 0) {
            swapTo(generation);
        }

        assertThat(wire.send("GET", "/page", "Sec-Fetch-Dest: empty", "Accept-Encoding: gzip")
                        .header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(wire.send("GET", "/page").body()).isEqualTo(LONG_PAGE);
        assertThat(wire.show("/number").body()).isEqualTo(String.valueOf(generation));
        assertThat(wire.send("GET", "/events", "Accept: text/event-stream").body())
                .contains("data: generation " + generation);
    }

    @Test
    void sessionsSurvive() throws Exception {
        Answer first = wire.send("GET", "/visits");
        String cookie = String.valueOf(first.header("Set-Cookie")).split(";", 2)[0];
        swapTo(1);

        assertThat(wire.send("GET", "/visits", "Cookie: " + cookie).body()).isEqualTo("2");
    }

    @Test
    void aFutureHoldsItsGeneration() throws Exception {
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> wire.show("/future"), threads);
        await().until(() -> seen.contains("/future"));
        CompletableFuture<Void> idle = swapTo(1).toCompletableFuture();

        assertThat(idle).isNotDone();
        mayComplete.countDown();
        assertThat(answer.get(20, TimeUnit.SECONDS).hasTag()).isTrue();
        assertThat(idle).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void openWebSocketsStayWithTheirGenerationAndDoNotHoldIt() throws Exception {
        Talk old = new Talk("/chat");
        assertThat(old.ask("one")).isEqualTo("0 heard one");

        CompletableFuture<Void> idle = swapTo(1).toCompletableFuture();

        assertThat(idle).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(old.ask("two")).isEqualTo("0 heard two");
        assertThat(new Talk("/chat").ask("three")).isEqualTo("1 heard three");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void security13b_aCatchAllWebSocketDoesNotTakeThePagesSocket(int generation) throws Exception {
        if (generation > 0) {
            swapTo(generation);
        }
        URI address = URI.create("ws://localhost:" + javalin.port() + "/@hmr/socket?token="
                + identity.token().text());

        assertThat(Page.open(address).next()).isEqualTo(new Connected(generation, identity.id(), false));
        assertThat(wire.send("GET", "/@hmr/client.js").status()).isEqualTo(200);
        assertThat(wire.send("GET", "/@hmr/socket").status()).isEqualTo(403);
        assertThat(wire.send("GET", "/@hmr/%2e%2e/page").body()).doesNotContain("Hello");
        assertThat(wire.send("GET", "//@hmr/client.js").status()).isNotEqualTo(500);
        assertThat(seen).noneMatch(path -> path.startsWith("/@hmr"));
    }

    /** A web socket of the application. */
    private final class Talk implements WebSocket.Listener {
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private final WebSocket socket;

        Talk(String path) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://localhost:" + javalin.port() + path), this)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        }

        @Nullable
        String ask(String question) throws InterruptedException {
            socket.sendText(question, true).join();
            return answers.poll(20, TimeUnit.SECONDS);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            answers.add(data.toString());
            webSocket.request(1);
            return null;
        }
    }

    private record Config(ServletContext servletContext) implements ServletConfig {
        @Override
        public String getServletName() {
            return "next generation";
        }

        @Override
        public ServletContext getServletContext() {
            return servletContext;
        }

        @Override
        public @Nullable String getInitParameter(String name) {
            return null;
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.emptyEnumeration();
        }
    }
}
