package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.servlet.Listening;
import dev.hmr.servlet.jetty.JettyConnectors;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who can reach the server. */
class ListeningTest {
    private static final String APP = """
            package app;
            import dev.hmr.javalin.HmrServer;
            public class App {
                static HmrServer start() { return HmrServer.start(config -> {
                    config.jetty.port = 0;
                    config.startup.showJavalinBanner = false;
                    config.routes.get("/", ctx -> ctx.result("here"));
                }); }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void security01_bindsToLoopbackOnlyUnlessAHostIsNamed() throws Exception {
        try (LiveApp app = new LiveApp(directory, Map.of("app/App.java", APP))) {
            assertThat(app.get("/")).isEqualTo("here");
            Listening listening = JettyConnectors.listening(app.server().javalin().unsafe.jettyInternal.server)
                    .orElseThrow();
            assertThat(listening.host()).isEqualTo("127.0.0.1");
            assertThat(listening.reachableFromOutside()).isEmpty();
            assertThat(canConnect("::1", listening.port()) || !hasIpv6()).isTrue();
        }
    }

    @Test
    void security01_everyInterfaceIsToldWithTheAddress() throws SocketException {
        Listening everywhere = new Listening("0.0.0.0", 7070, false);
        assertThat(everywhere.address()).hasToString("http://localhost:7070/");
        boolean networked = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address instanceof Inet4Address && !address.isLoopbackAddress());
        assertThat(everywhere.reachableFromOutside().isPresent()).isEqualTo(networked);
    }

    private static boolean hasIpv6() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address instanceof Inet6Address && address.isLoopbackAddress());
    }

    private static boolean canConnect(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 5_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
