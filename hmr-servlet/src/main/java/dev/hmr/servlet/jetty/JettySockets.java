package dev.hmr.servlet.jetty;

import dev.hmr.servlet.BrowserHub;
import dev.hmr.servlet.BrowserSocket;
import dev.hmr.servlet.SocketUpgrade;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** Web sockets of Jetty 12 (ee10). Thread-safe. */
public final class JettySockets implements SocketUpgrade {
    private final JettyWebSocketServerContainer container;

    /** @param context which is being started */
    public JettySockets(ServletContext context) {
        // What Jetty does for an application that declares web sockets: no matter who asks first.
        new JettyWebSocketServletContainerInitializer().onStartup(Set.of(), context);
        this.container = JettyWebSocketServerContainer.getContainer(context);
    }

    @Override
    public boolean upgrade(HttpServletRequest request, HttpServletResponse response, BrowserHub browsers, String page)
            throws IOException {
        return container.upgrade(
                (upgradeRequest, upgradeResponse) -> {
                    // Messages are few and small: not worth a compressor per page.
                    upgradeResponse.setExtensions(List.of());
                    return new PageSocket(browsers, page);
                },
                request,
                response);
    }

    /** One page. Public, because Jetty reaches its methods by reflection. */
    public static final class PageSocket implements Session.Listener.AutoDemanding, BrowserSocket {
        private static final int MAX_INCOMING_BYTES = 1_024;
        private static final int MAX_WAITING_FRAMES = 64;
        private static final int POLICY_VIOLATION = 1008;
        private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(5);

        private final BrowserHub browsers;
        private final String page;
        /** Set before the hub, and so anybody but Jetty, gets to know this socket. */
        private @Nullable Session session;

        PageSocket(BrowserHub browsers, String page) {
            this.browsers = browsers;
            this.page = page;
        }

        @Override
        public void onWebSocketOpen(Session session) {
            this.session = session;
            // The heartbeat finds out about pages that are gone.
            session.setIdleTimeout(Duration.ZERO);
            session.setMaxTextMessageSize(MAX_INCOMING_BYTES);
            session.setMaxBinaryMessageSize(MAX_INCOMING_BYTES);
            session.setMaxOutgoingFrames(MAX_WAITING_FRAMES);
            browsers.join(this, page);
        }

        @Override
        public void onWebSocketText(String message) {
            refuse();
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            callback.succeed();
            refuse();
        }

        @Override
        public void onWebSocketClose(int statusCode, String reason, Callback callback) {
            browsers.leave(this);
            callback.succeed();
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            // The connection broke, as connections do; the page comes back.
            browsers.leave(this);
        }

        @Override
        public void send(String text) {
            open().sendText(text, orDisconnect());
        }

        @Override
        public void ping() {
            open().sendPing(ByteBuffer.allocate(0), orDisconnect());
        }

        private Callback orDisconnect() {
            return Callback.from(() -> {}, failure -> {
                // It is gone, or so slow that its queue is full. A page that is alive connects again and catches up.
                browsers.leave(this);
                open().disconnect();
            });
        }

        @Override
        public void close(int code, String reason) {
            open().setIdleTimeout(TIME_TO_CLOSE);
            open().close(code, reason, Callback.NOOP);
        }

        private void refuse() {
            browsers.leave(this);
            close(POLICY_VIOLATION, "This socket takes no messages.");
        }

        private Session open() {
            if (session == null) {
                throw new IllegalStateException("The web socket is not open yet.");
            }
            return session;
        }
    }
}
