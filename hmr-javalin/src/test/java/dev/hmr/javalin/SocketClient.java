package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The other end of one of an application's web sockets. {@code closed} completes with the status that it is closed with. */
final class SocketClient implements WebSocket.Listener {
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final WebSocket socket;

    SocketClient(LiveApp app, String path) {
        URI address = URI.create(app.request(path).build().uri().toString().replace("http", "ws"));
        socket = app.client().newWebSocketBuilder().buildAsync(address, this).join();
    }

    String ask(String message) throws InterruptedException {
        socket.sendText(message, true).join();
        String answer = received.poll(LiveApp.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer).as("the socket is open and answers").isNotNull();
        return String.valueOf(answer);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        received.add(data.toString());
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }
}
