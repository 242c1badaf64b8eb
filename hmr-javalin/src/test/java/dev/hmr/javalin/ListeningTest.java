package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.hmr.servlet.Listening;
import dev.hmr.servlet.jetty.JettyConnectors;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
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

    private static final String OWN_CONNECTORS = """
            package app;
            import dev.hmr.javalin.HmrServer;
            import org.eclipse.jetty.server.ServerConnector;
            public class App {
                static HmrServer start() { return HmrServer.start(config -> {
                    config.startup.showJavalinBanner = false;
                    config.jetty.addConnector((server, http) -> {
                        ServerConnector patient = new ServerConnector(server);
                        patient.setIdleTimeout(1_000_000);
                        return patient;
                    });
                    config.jetty.addConnector((server, http) -> {
                        ServerConnector named = new ServerConnector(server);
                        named.setHost("NAMED");
                        return named;
                    });
                    config.jetty.modifyServer(server -> server.addConnector(new ServerConnector(server)));
                    config.routes.get("/", ctx -> ctx.html("<html><head></head><body>here</body></html>"));
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
                    .get(0);
            assertThat(listening.host()).isEqualTo("127.0.0.1");
            assertThat(listening.reachableFromOutside()).isEmpty();
            assertThat(canConnect("::1", listening.port()) || !hasIpv6()).isTrue();
        }
    }

    @Test
    void security01_bindsTheUsersOwnConnectorsUnlessAHostIsNamed() throws Exception {
        String named = anotherNameOfThisMachine();
        String source = OWN_CONNECTORS.replace("NAMED", named);
        try (LiveApp app = new LiveApp(directory, Map.of("app/App.java", source))) {
            assertThat(app.get("/")).contains("here");
            Server server = Objects.requireNonNull(app.server().javalin().unsafe.jettyInternal.server);
            Map<String, Integer> ports = new HashMap<>();
            Map<Integer, Set<Long>> timeouts = new HashMap<>();
            for (Connector connector : server.getConnectors()) {
                int port = ((ServerConnector) connector).getLocalPort();
                ports.put(((ServerConnector) connector).getHost(), port);
                timeouts.computeIfAbsent(port, any -> new HashSet<>()).add(connector.getIdleTimeout());
            }
            assertThat(timeouts.values()).allMatch(each -> each.size() == 1).contains(Set.of(1_000_000L));
            ports.remove("::1");
            assertThat(ports).containsOnlyKeys("127.0.0.1", named);

            String page = "http://" + named + ":" + ports.get(named) + "/";
            assertThat(document(page)).contains("/@hmr/client.js");
        }
    }

    /** Not every system takes all of 127.0.0.0/8 for itself. */
    private static String anotherNameOfThisMachine() {
        String name = "127.0.0.2";
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(name, 0));
        } catch (IOException e) {
            abort(name + " is not this machine: " + e.getMessage());
        }
        return name;
    }

    private static String document(String page) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(page))
                .header("Accept", "text/html")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
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
