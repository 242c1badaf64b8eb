package dev.hmr.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;

/** Web sockets of any container that has Jakarta WebSocket 2.1. Thread-safe. */
public final class JakartaSockets implements SocketUpgrade {
    private final ServletContext context;

    /** @param context in which the container has made its web sockets ready, or will have when it is started */
    public JakartaSockets(ServletContext context) {
        this.context = context;
    }

    @Override
    public boolean upgrade(HttpServletRequest request, HttpServletResponse response, BrowserHub browsers, String page)
            throws IOException {
        if (!Exchange.isWebSocket(request)
                || !(context.getAttribute(ServerContainer.class.getName()) instanceof ServerContainer container)) {
            return false;
        }
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(JakartaPageSocket.class, DevPath.SOCKET)
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(new JakartaPageSocket(browsers, page));
                    }
                })
                .build();
        try {
            container.upgradeHttpToWebSocket(request, response, config, Map.of());
            return true;
        } catch (DeploymentException e) {
            return false;
        }
    }
}
