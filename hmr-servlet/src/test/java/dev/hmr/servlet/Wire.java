package dev.hmr.servlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Requests as they go over the wire, because the usual clients send nothing that is malformed or forbidden. */
record Wire(int port) {
    static final String NAVIGATION = "Sec-Fetch-Dest: document";

    /** A GET by a browser that shows the answer. */
    Answer show(String target, String... headers) {
        return send("GET", target, Stream.concat(Stream.of(NAVIGATION), Stream.of(headers)));
    }

    /** A request with a Host header, and a connection to itself. */
    Answer send(String method, String target, String... headers) {
        return send(method, target, Stream.of(headers));
    }

    private Answer send(String method, String target, Stream<String> headers) {
        List<String> lines = Stream.concat(Stream.of("Host: localhost:" + port, "Connection: close"), headers)
                .toList();
        return sendRaw(method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n");
    }

    Answer sendRaw(String request) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return Answer.parse(socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer to " + request, e);
        }
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }
}
