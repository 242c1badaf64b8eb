package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an open page hears over the developer socket. */
final class PageNews implements AutoCloseable {
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    /** @param html the page as it was served */
    PageNews(LiveApp app, String html) {
        URI address = URI.create("ws://127.0.0.1:" + app.port() + "/@hmr/socket?token=" + attribute(html, "token")
                + "&page=" + attribute(html, "page"));
        socket = app.client()
                .newWebSocketBuilder()
                .buildAsync(address, new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        news.add(data.toString());
                        from.request(1);
                        return null;
                    }
                })
                .join();
    }

    private static String attribute(String html, String name) {
        Matcher attribute = Pattern.compile("data-" + name + "=\"([^\"]*)\"").matcher(html);
        assertThat(attribute.find()).as("data-%s in %s", name, html).isTrue();
        return attribute.group(1);
    }

    String next() throws InterruptedException {
        return String.valueOf(news.poll(LiveApp.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        socket.abort();
    }
}
