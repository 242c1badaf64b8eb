package dev.hmr.servlet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a server sent back.
 *
 * @param raw the body, its chunks put together, each byte as one character
 */
record Answer(int status, List<String> headers, String raw) {

    static Answer parse(byte[] response) {
        String text = new String(response, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("Not an HTTP response: " + text);
        }
        List<String> lines = text.substring(0, end).lines().toList();
        int status = Integer.parseInt(lines.get(0).split(" ", 3)[1]);
        Answer whole = new Answer(status, lines.subList(1, lines.size()), text.substring(end + 4));
        boolean chunked = "chunked".equals(whole.header("Transfer-Encoding"));
        return chunked ? new Answer(status, whole.headers, unchunked(whole.raw)) : whole;
    }

    @Nullable
    String header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ": ";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElse(null);
    }

    byte[] bytes() {
        return raw.getBytes(StandardCharsets.ISO_8859_1);
    }

    String body() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    boolean hasTag() {
        return raw.contains("/@hmr/client.js");
    }

    private static String unchunked(String chunks) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (at < chunks.length()) {
            int lineEnd = chunks.indexOf("\r\n", at);
            int size = Integer.parseInt(chunks.substring(at, lineEnd), 16);
            body.append(chunks, lineEnd + 2, lineEnd + 2 + size);
            at = lineEnd + 2 + size + 2;
        }
        return body.toString();
    }
}
