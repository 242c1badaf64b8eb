package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hmr.servlet.TestServer.Handler;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwapTest {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final BlockingQueue<AsyncContext> waiting = new LinkedBlockingQueue<>();
    /** A thread for each: the common pool of a small machine has a single one. */
    private final ExecutorService clients = Executors.newCachedThreadPool();

    private final TestServer server = TestServer.start("/", 10, numbered(0), context -> {
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(500, "/plain/error-page");
        context.setErrorHandler(errors);
    });

    @AfterEach
    void stop() {
        mayGoOn.countDown();
        clients.shutdown();
        server.close();
    }

    /** An application that says its number, and does what the path asks for before. */
    private Handler numbered(int number) {
        return (request, response) -> {
            boolean included = request.getDispatcherType() == DispatcherType.INCLUDE;
            switch (included ? "/plain" : request.getPathInfo()) {
                case "/slow" -> holdOn();
                case "/slow-then-forward" -> {
                    holdOn();
                    request.getRequestDispatcher("/plain").forward(request, response);
                    return;
                }
                case "/slow-then-include" -> {
                    holdOn();
                    request.getRequestDispatcher("/plain").include(request, response);
                }
                case "/slow-then-throw" -> {
                    holdOn();
                    throw new IOException("as asked");
                }
                case "/async" -> {
                    if (request.getAttribute("rounds") == null) {
                        beginRound(request, 1);
                        return;
                    }
                }
                case "/async-twice" -> {
                    Integer rounds = (Integer) request.getAttribute("rounds");
                    if (rounds == null || rounds < 2) {
                        beginRound(request, rounds == null ? 1 : rounds + 1);
                        return;
                    }
                }
                default -> {}
            }
            response.getOutputStream().print("[" + number + "]");
        };
    }

    private void beginRound(HttpServletRequest request, int round) {
        request.setAttribute("rounds", round);
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        waiting.add(async);
    }

    private void holdOn() throws IOException {
        arrived.countDown();
        try {
            if (!mayGoOn.await(20, TimeUnit.SECONDS)) {
                throw new IOException("Nobody let this request go on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while holding on", e);
        }
    }

    private void serve(int number) {
        server.generations.swap(number, TestServer.servlet(numbered(number)), TestServer.CONTEXT);
    }

    /** As {@link #serve}, for tests that care about the generation that is replaced. */
    private CompletableFuture<Void> swapTo(int number) {
        return server.generations
                .swap(number, TestServer.servlet(numbered(number)), TestServer.CONTEXT)
                .toCompletableFuture();
    }

    private CompletableFuture<Answer> get(String target) {
        return CompletableFuture.supplyAsync(() -> server.send("GET", target), clients);
    }

    @Test
    void requestsToALaterGenerationRunWithItsContextClassLoader() throws Exception {
        server.generations.swap(
                1,
                TestServer.servlet((request, response) -> response.getWriter()
                        .print(Thread.currentThread().getContextClassLoader().getName())),
                TestServer.CONTEXT);

        assertThat(get("/").get().body()).isEqualTo(TestServer.CONTEXT.getName());
    }

    @Test
    void generation0IsTheRestOfTheChainAndALaterOneAServlet() {
        assertThat(server.send("GET", "/plain").body()).isEqualTo("[0]");

        serve(1);

        assertThat(server.send("GET", "/plain").body()).isEqualTo("[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/slow", "/slow-then-forward", "/slow-then-include"})
    void aRequestEndsOnTheGenerationItStartedOn(String target) throws Exception {
        serve(1);
        CompletableFuture<Answer> slow = get(target);
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> idle = swapTo(2);

        assertThat(server.send("GET", "/plain").body()).isEqualTo("[2]");
        assertThat(idle).isNotDone();
        mayGoOn.countDown();
        assertThat(slow.get(20, TimeUnit.SECONDS).body()).matches("(\\[1])+");
        assertThat(idle).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void aRequestThatStartedOnGeneration0EndsThere() throws Exception {
        CompletableFuture<Answer> slow = get("/slow-then-forward");
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> idle = swapTo(1);

        assertThat(idle).isNotDone();
        mayGoOn.countDown();
        assertThat(slow.get(20, TimeUnit.SECONDS).body()).isEqualTo("[0]");
        assertThat(idle).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/html"})
    void anAsynchronousRequestEndsOnItsGeneration(String accept) throws Exception {
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> server.send("GET", "/async-twice", "Accept: " + accept), clients);
        AsyncContext first = next();
        CompletableFuture<Void> idle = swapTo(1);
        first.dispatch();
        AsyncContext second = next();

        assertThat(idle).isNotDone();
        second.dispatch();
        assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("[0]");
        assertThat(idle).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void anAsynchronousRequestEndsWhenItIsCompleted() throws Exception {
        CompletableFuture<Answer> answer = get("/async");
        AsyncContext async = next();
        CompletableFuture<Void> idle = swapTo(1);

        assertThat(idle).isNotDone();
        async.complete();
        assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(idle).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void aRequestThatThrowsEndsToo() throws Exception {
        CompletableFuture<Answer> answer = get("/slow-then-throw");
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> idle = swapTo(1);

        mayGoOn.countDown();

        assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(500);
        assertThat(idle).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void theErrorPageComesFromTheGenerationThatFailed() throws Exception {
        CompletableFuture<Answer> keepsItBusy = get("/async");
        AsyncContext async = next();
        CompletableFuture<Answer> answer = get("/slow-then-throw");
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> idle = swapTo(1);
        mayGoOn.countDown();

        assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("[0]");
        assertThat(idle).isNotDone();
        async.complete();
        assertThat(keepsItBusy).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(idle).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void theErrorPageComesFromTheCurrentGenerationWhenTheOtherIsGivenUp() throws Exception {
        CompletableFuture<Answer> answer = get("/slow-then-throw");
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        serve(1);
        mayGoOn.countDown();

        assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("[1]");
    }

    @Test
    void noRequestFailsAndNoneMeetsAGenerationThatIsGivenUp() throws Exception {
        AtomicBoolean previousGivenUp = new AtomicBoolean();
        server.generations.swap(1, disposable(1, previousGivenUp), TestServer.CONTEXT);
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<Integer>> counts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            counts.add(clients.submit(() -> {
                int requests = 0;
                for (; !stop.get(); requests++) {
                    long before = server.generations.current();
                    Answer answer = server.send("GET", "/");
                    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                    assertThat(Long.parseLong(answer.body())).isGreaterThanOrEqualTo(before);
                }
                return requests;
            }));
        }
        List<CompletableFuture<Void>> idle = new ArrayList<>();
        for (int number = 2; number <= 50; number++) {
            AtomicBoolean given = previousGivenUp;
            previousGivenUp = new AtomicBoolean();
            server.send("GET", "/");
            idle.add(server.generations
                    .swap(number, disposable(number, previousGivenUp), TestServer.CONTEXT)
                    .thenRun(() -> given.set(true))
                    .toCompletableFuture());
        }
        stop.set(true);

        for (Future<Integer> count : counts) {
            assertThat(count.get(20, TimeUnit.SECONDS)).isPositive();
        }
        assertThat(idle).allSatisfy(each -> assertThat(each).succeedsWithin(20, TimeUnit.SECONDS));
    }

    private static Servlet disposable(int number, AtomicBoolean givenUp) {
        return TestServer.servlet((request, response) -> {
            response.setStatus(givenUp.get() ? 500 : 200);
            response.getOutputStream().print(number);
        });
    }

    @Test
    void aReplacedGenerationBecomesGarbageWhileItsClientStaysConnected() throws Exception {
        WeakReference<Servlet> replaced = swapToOneThatIsForgotten();
        try (Socket client = server.connect()) {
            client.getOutputStream()
                    .write("GET /plain HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = "";
            while (!answer.endsWith("[1]")) {
                answer += (char) client.getInputStream().read();
            }
            serve(2);

            await().until(() -> {
                System.gc();
                return replaced.get() == null;
            });
        }
    }

    private WeakReference<Servlet> swapToOneThatIsForgotten() {
        Servlet servlet = TestServer.servlet(numbered(1));
        server.generations.swap(1, servlet, TestServer.CONTEXT);
        return new WeakReference<>(servlet);
    }

    private AsyncContext next() throws InterruptedException {
        AsyncContext async = waiting.poll(20, TimeUnit.SECONDS);
        assertThat(async).isNotNull();
        return async;
    }
}
