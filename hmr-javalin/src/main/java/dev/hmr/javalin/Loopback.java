package dev.hmr.javalin;

import dev.hmr.servlet.Listening;
import dev.hmr.servlet.jetty.JettyConnectors;
import io.javalin.config.JavalinState;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/** Keeps a development server off the network: where the user names no host, it listens on this machine only. */
final class Loopback implements LifeCycle.Listener {
    private final Server server;
    private final JavalinState state;
    private final Consumer<Collection<String>> named;

    private Loopback(Server server, JavalinState state, Consumer<Collection<String>> named) {
        this.server = server;
        this.state = state;
        this.named = named;
    }

    /**
     * To be called before the start. All connectors are there only then, Javalin's own and those that the user adds in one way
     * or another.
     *
     * @param named is told the hosts that the user names, before anybody is served
     */
    static void bind(Server server, JavalinState state, Consumer<Collection<String>> named) {
        server.addEventListener(new Loopback(server, state, named));
    }

    @Override
    public void lifeCycleStarting(LifeCycle starting) {
        String host = state.jetty.host;
        named.accept(
                host == null
                        ? JettyConnectors.bindToLoopback(server)
                        : Stream.of(Listening.named(host), JettyConnectors.namedHosts(server))
                                .flatMap(Collection::stream)
                                .toList());
    }
}
