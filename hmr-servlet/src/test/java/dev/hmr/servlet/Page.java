package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.protocol.Payload;
import dev.hmr.protocol.PayloadJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A page's end of the developer socket. */
final class Page implements WebSocket.Listener {
    private static final String ID = "data-page=\"";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<Payload> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> pinged = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    final WebSocket socket;

    private Page(URI address) {
        socket = CLIENT.newWebSocketBuilder()
                .buildAsync(address, this)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    static Page open(TestServer server) {
        return open(server.socketUri());
    }

    /** Of a document that the server has sent, as its script opens the socket. */
    static Page open(TestServer server, Answer document) {
        return open(URI.create(server.socketUri() + "&page=" + idIn(document)));
    }

    static String idIn(Answer document) {
        String html = document.body();
        int id = html.indexOf(ID) + ID.length();
        return html.substring(id, html.indexOf('"', id));
    }

    static Page open(URI address) {
        return new Page(address);
    }

    /** The next payload; fails when none comes. */
    Payload next() throws InterruptedException {
        Payload payload = received.poll(20, TimeUnit.SECONDS);
        assertThat(payload).as("payload before the connection closed").isNotNull();
        return payload;
    }

    /** The code with which the server closed the connection, or 1006 when it just dropped it. */
    int closeCode() throws Exception {
        return closed.get(20, TimeUnit.SECONDS);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            received.add(PayloadJson.read(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    /** Waits until the server has sent a ping. */
    void awaitPing() throws Exception {
        pinged.get(20, TimeUnit.SECONDS);
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        pinged.complete(null);
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }
}
