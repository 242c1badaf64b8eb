package dev.hmr.javalin;

import dev.hmr.servlet.jetty.JettyConnectors;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/** Keeps a development server off the network: where the user names no host, it listens on this machine only. */
final class Loopback implements LifeCycle.Listener {
    private final Server server;
    private final Consumer<List<String>> named;

    private Loopback(Server server, Consumer<List<String>> named) {
        this.server = server;
        this.named = named;
    }

    /**
     * To be called before the start. All connectors are there only then, Javalin's own and those that the user adds in one way
     * or another.
     *
     * @param named is told the hosts that the user names, before anybody is served
     */
    static void bind(Server server, Consumer<List<String>> named) {
        server.addEventListener(new Loopback(server, named));
    }

    @Override
    public void lifeCycleStarting(LifeCycle starting) {
        named.accept(JettyConnectors.bindToLoopback(server));
    }
}
