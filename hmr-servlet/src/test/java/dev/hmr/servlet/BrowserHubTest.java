package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hmr.protocol.Payload;
import dev.hmr.protocol.Payload.Cleared;
import dev.hmr.protocol.Payload.Connected;
import dev.hmr.protocol.Payload.Failure;
import dev.hmr.protocol.Payload.FailureKind;
import dev.hmr.protocol.Payload.RestartNeeded;
import dev.hmr.protocol.Payload.Update;
import dev.hmr.protocol.Route;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hub with real sockets, which come in through the filter. */
class BrowserHubTest {
    private static final int MAX_SOCKETS = 3;
    private static final Failure FAILURE = new Failure("f1", 0, FailureKind.COMPILE, "1 error", List.of());

    private final TestServer server = TestServer.start("/", MAX_SOCKETS, (request, response) -> {}, context -> {});

    @AfterEach
    void stop() {
        server.close();
    }

    private Connected connected(long generation) {
        return new Connected(generation, server.identity.id(), false);
    }

    @Test
    void aPageIsToldWhatIsBeingServed() throws Exception {
        server.generations.swap(4, TestServer.servlet((request, response) -> {}), TestServer.CONTEXT);

        assertThat(Page.open(server).next()).isEqualTo(connected(4));
    }

    @Test
    void everyPageHearsEverythingInOrder() throws Exception {
        List<Page> pages = List.of(Page.open(server), Page.open(server));
        List<Payload> news = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            news.add(new RestartNeeded("reason " + i));
        }
        for (Page page : pages) {
            assertThat(page.next()).isInstanceOf(Connected.class);
        }

        news.forEach(server.browsers::publish);

        for (Page page : pages) {
            for (Payload expected : news) {
                assertThat(page.next()).isEqualTo(expected);
            }
        }
    }

    @Test
    void aHeartbeatReachesEveryPageAndDisturbsNone() throws Exception {
        Page page = Page.open(server);
        assertThat(page.next()).isEqualTo(connected(0));

        server.browsers.beat();

        page.awaitPing();
        server.browsers.publish(FAILURE);
        assertThat(page.next()).isEqualTo(FAILURE);
    }

    @Test
    void twoHundredPagesEachHearWhatConcernsThem() throws Exception {
        try (TestServer many = TestServer.start(
                "/",
                1_000,
                (request, response) -> {
                    response.setContentType("text/html");
                    response.getOutputStream().print("<p>Hello");
                },
                context -> {})) {
            List<Page> pages = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                pages.add(Page.open(many, many.show("/page/" + i)));
            }
            for (Page page : pages) {
                assertThat(page.next()).isInstanceOf(Connected.class);
            }

            many.browsers.update(1, List.of(new Route("GET", "/page/7", "/page/7")), List.of());

            for (Page page : pages) {
                assertThat(page.next())
                        .isInstanceOfSatisfying(
                                Update.class,
                                update -> assertThat(update.changes()).hasSize(page == pages.get(7) ? 1 : 0));
            }
        }
    }

    @Test
    void aLatePageHearsTheLastFailure() throws Exception {
        server.browsers.publish(new Failure("f1", 0, FailureKind.COMPILE, "first", List.of()));
        server.browsers.publish(FAILURE);

        Page late = Page.open(server);

        assertThat(late.next()).isEqualTo(connected(0));
        assertThat(late.next()).isEqualTo(FAILURE);
    }

    @Test
    void aFailureThatIsOverIsNotRepeated() throws Exception {
        List<Runnable> ends = List.of(
                () -> server.browsers.publish(new Cleared()),
                () -> server.browsers.update(1, List.of(), List.of()),
                () -> server.browsers.publish(new RestartNeeded("the port changed")));
        for (Runnable end : ends) {
            server.browsers.publish(FAILURE);
            end.run();
            Page late = Page.open(server);
            assertThat(late.next()).isEqualTo(connected(0));

            server.browsers.publish(new RestartNeeded("marks the end"));

            assertThat(late.next()).isEqualTo(new RestartNeeded("marks the end"));
        }
    }

    @Test
    void aPageThatLeavesIsForgotten() throws Exception {
        Page closes = Page.open(server);
        Page breaksOff = Page.open(server);
        closes.next();
        breaksOff.next();
        assertThat(server.browsers.size()).isEqualTo(2);

        closes.socket.sendClose(1000, "").join();
        breaksOff.socket.abort();

        await().until(() -> server.browsers.size() == 0);
    }

    @Test
    void whenTheServerStopsItClosesInOrder() throws Exception {
        Page page = Page.open(server);
        page.next();

        server.browsers.close();

        assertThat(page.closeCode()).isEqualTo(1001);
        assertThat(Page.open(server).closeCode()).isEqualTo(1001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"type\":\"update\",\"generation\":9,\"routes\":[],\"files\":[]}",
                "{broken",
                "{\"type\":\"read-file\",\"path\":\"/etc/passwd\"}"
            })
    void security12_aSocketThatTalksIsClosed(String message) throws Exception {
        Page bystander = Page.open(server);
        Page page = Page.open(server);

        page.socket.sendText(message, true).join();

        assertThat(page.closeCode()).isEqualTo(1008);
        assertThat(bystander.next()).isEqualTo(connected(0));
        server.browsers.publish(FAILURE);
        assertThat(bystander.next()).isEqualTo(FAILURE);
    }

    @Test
    void security12_soIsOneThatSendsBytesOrTooMany() throws Exception {
        Page bytes = Page.open(server);
        Page tooLong = Page.open(server);
        Page tooManyBytes = Page.open(server);

        bytes.socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2}), true).join();
        // The server may be gone before all of it is written.
        tooLong.socket
                .sendText("x".repeat(60_000), true)
                .exceptionally(e -> tooLong.socket)
                .join();
        tooManyBytes
                .socket
                .sendBinary(ByteBuffer.allocate(60_000), true)
                .exceptionally(e -> tooManyBytes.socket)
                .join();

        assertThat(bytes.closeCode()).isEqualTo(1008);
        assertThat(tooLong.closeCode()).isIn(1009, 1006);
        assertThat(tooManyBytes.closeCode()).isIn(1009, 1006);
        await().until(() -> server.browsers.size() == 0);
        assertThat(Page.open(server).next()).isEqualTo(connected(0));
    }

    @Test
    void security12_soIsOneThatSpeaksNoWebSocket() throws Exception {
        try (Socket client = handshake()) {
            byte[] noise = new byte[5_000];
            new Random(42).nextBytes(noise);
            client.getOutputStream().write(noise);

            await().until(() -> server.browsers.size() == 0);
        }
        assertThat(Page.open(server).next()).isEqualTo(connected(0));
    }

    @Test
    void security13_theOldestGivesWayWhenThereAreTooMany() throws Exception {
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < MAX_SOCKETS + 2; i++) {
            Page page = Page.open(server);
            assertThat(page.next()).isEqualTo(connected(0));
            pages.add(page);
        }

        assertThat(pages.get(0).closeCode()).isEqualTo(1013);
        assertThat(pages.get(1).closeCode()).isEqualTo(1013);
        assertThat(server.browsers.size()).isEqualTo(MAX_SOCKETS);
        server.browsers.publish(FAILURE);
        assertThat(pages.get(2).next()).isEqualTo(FAILURE);
    }

    @Test
    @Timeout(60)
    void aPageThatDoesNotReadIsDroppedAndHoldsNobodyUp() throws Exception {
        Failure large = new Failure("f1", 0, FailureKind.STARTUP, "x".repeat(1_000_000), List.of());
        try (Socket sleeper = handshake()) {
            Page page = Page.open(server);
            assertThat(page.next()).isEqualTo(connected(0));
            while (server.browsers.size() == 2) {
                server.browsers.publish(large);
                assertThat(page.next()).isEqualTo(large);
            }
            server.browsers.publish(new Cleared());

            assertThat(page.next()).isEqualTo(new Cleared());
            assertThat(sleeper.isClosed()).isFalse();
        }
    }

    @Test
    void aSocketOutlivesTheIdleTimeoutOfItsServer() throws Exception {
        Page page = Page.open(server);
        page.next();

        assertThat(server.idleTimeouts()).containsExactly(0L);

        server.browsers.publish(FAILURE);

        assertThat(page.next()).isEqualTo(FAILURE);
    }

    /** A client that has opened the socket and reads nothing after the server's consent. */
    private Socket handshake() throws Exception {
        Socket client = server.connect();
        client.getOutputStream()
                .write(("GET /@hmr/socket?token=" + server.identity.token().text()
                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        await().until(() -> server.browsers.size() > 0);
        return client;
    }
}
