package dev.hmr.example;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy that serves another server of this machine under a path of its own, which the other does not know of. It passes web
 * sockets on, and the Host header as it came. Closed by who started it.
 */
final class ReverseProxy implements AutoCloseable {
    private final String basePath;
    private final int upstream;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        return thread;
    });

    private ReverseProxy(String basePath, int upstream) throws IOException {
        this.basePath = basePath;
        this.upstream = upstream;
    }

    /**
     * Starts one on any free port.
     *
     * @param basePath without a slash at its end
     */
    static ReverseProxy start(String basePath, int upstream) throws IOException {
        ReverseProxy proxy = new ReverseProxy(basePath, upstream);
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    String url(String path) {
        return "http://localhost:" + server.getLocalPort() + basePath + path;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // Closed: the loop ends.
            }
        }
    }

    /** One request for each connection. */
    private void serve(Socket client) {
        try (client;
                Socket target = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
            String head = head(client.getInputStream());
            if (!head.contains(" " + basePath + "/")) {
                client.getOutputStream()
                        .write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
            target.getOutputStream()
                    .write(head.replaceFirst(" " + basePath + "/", " /")
                            .replaceFirst("(?i)\r\nConnection: keep-alive", "\r\nConnection: close")
                            .getBytes(StandardCharsets.ISO_8859_1));
            threads.execute(() -> pass(client, target));
            target.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // One of the two is gone, and so is the other now.
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // As above.
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The client left.");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
