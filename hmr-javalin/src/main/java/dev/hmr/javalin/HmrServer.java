package dev.hmr.javalin;

import dev.hmr.HmrException;
import dev.hmr.HmrOptions;
import dev.hmr.session.Lifetime;
import dev.hmr.session.Lifetimes;
import dev.hmr.session.ReloadListener;
import dev.hmr.session.Verdict;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Javalin that always runs the code as it was last saved.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     HmrServer.start(App::routes); // in place of Javalin.start(App::routes)
 * }
 *
 * static void routes(JavalinConfig config) {
 *     config.routes.get("/", ctx -> ctx.html("<h1>Hello</h1>"));
 * }
 * }</pre>
 *
 * <p>Started from jars, or with {@code -Dhmr.mode=off} or {@code HMR_MODE=off}, it is a plain Javalin and nothing else.
 * Otherwise it binds to the loopback interface unless the configuration names a host. Thread-safe; closed by whoever
 * started it, or by the end of the process.
 */
public final class HmrServer implements AutoCloseable {
    private final Javalin javalin;
    private final @Nullable ReloadableJavalin dev;
    private final Lifetime lifetime;

    private HmrServer(Javalin javalin, @Nullable ReloadableJavalin dev, Lifetime lifetime) {
        this.javalin = javalin;
        this.dev = dev;
        this.lifetime = lifetime;
    }

    /** Like {@link #start(Routes, HmrOptions)} with the default options. */
    public static HmrServer start(Routes routes) {
        return start(routes, HmrOptions.defaults());
    }

    /**
     * Starts a server that is configured by the user's code, and configured by it again whenever that code changes.
     *
     * @param routes a method reference or lambda; objects that a lambda captures stay the same objects
     * @throws HmrException if {@code routes} is neither method reference nor lambda, or the options cannot be met
     * @throws io.javalin.util.JavalinBindException if the port is in use
     */
    public static HmrServer start(Routes routes, HmrOptions options) {
        Lifetime lifetime = new Lifetime();
        ReloadableJavalin dev = ReloadableJavalin.open(routes, options).orElse(null);
        try {
            Javalin javalin = Javalin.create(
                    dev == null ? config -> during(lifetime, routes, config) : dev.configuring(routes, lifetime));
            return new HmrServer(javalin.start(), dev, lifetime);
        } catch (RuntimeException | Error e) {
            closeQuietly(dev);
            throw e;
        }
    }

    /** Like {@link #start(JavalinFactory, int, HmrOptions)} with the default options. */
    public static HmrServer start(JavalinFactory factory, int port) {
        return start(factory, port, HmrOptions.defaults());
    }

    /**
     * Starts the Javalin that the user's code makes, and has it made again whenever that code changes.
     *
     * @param factory makes a Javalin and does not start it
     * @param port to listen on; 0 for any free one
     * @throws HmrException if {@code factory} is neither method reference nor lambda, or the options cannot be met
     * @throws io.javalin.util.JavalinBindException if the port is in use
     */
    public static HmrServer start(JavalinFactory factory, int port, HmrOptions options) {
        Lifetime lifetime = new Lifetime();
        ReloadableJavalin dev = ReloadableJavalin.open(factory, options).orElse(null);
        try {
            Javalin javalin = during(lifetime, factory);
            if (dev != null) {
                dev.adopt(javalin, lifetime);
            }
            return new HmrServer(javalin.start(port), dev, lifetime);
        } catch (RuntimeException | Error e) {
            closeQuietly(dev);
            throw e;
        }
    }

    /** Like {@link #reloadable(Routes, HmrOptions)} with the default options. */
    public static Consumer<JavalinConfig> reloadable(Routes routes) {
        return reloadable(routes, HmrOptions.defaults());
    }

    /**
     * Makes an existing {@code Javalin.create(config -> …)} reloadable where it stands, be it deep in a constructor:
     * {@code Javalin.create(HmrServer.reloadable(config -> …))}. Starting and stopping stay with the user's code;
     * reloading ends when the Javalin is stopped.
     *
     * @throws HmrException if {@code routes} is neither method reference nor lambda, or the options cannot be met
     */
    public static Consumer<JavalinConfig> reloadable(Routes routes, HmrOptions options) {
        Lifetime lifetime = new Lifetime();
        ReloadableJavalin dev = ReloadableJavalin.open(routes, options).orElse(null);
        if (dev == null) {
            return config -> {
                config.events.serverStopped(() -> Lifetimes.ofProcess().closed(lifetime));
                during(lifetime, routes, config);
            };
        }
        return config -> {
            config.events.serverStopped(dev::close);
            config.events.serverStartFailed(dev::close);
            dev.configuring(routes, lifetime).accept(config);
        };
    }

    /** The port that the server listens on. */
    public int port() {
        return javalin.port();
    }

    /** The generation that serves now: how many saves have gone live, reloaded or in place. */
    public long generation() {
        return dev == null ? 0 : dev.session().generation();
    }

    /** What the last save ended in; empty before the first. */
    public Optional<Verdict> lastVerdict() {
        return dev == null ? Optional.empty() : dev.session().lastVerdict();
    }

    /**
     * Has the listener told what came of each save, on the session's thread. Close what is returned to end that. Without
     * reloading it is never called.
     */
    public AutoCloseable listen(ReloadListener listener) {
        return dev == null ? () -> {} : dev.session().listen(listener);
    }

    /** The Javalin that was started: generation 0. */
    public Javalin javalin() {
        return javalin;
    }

    /** Stops the server and reloading, and disposes of what was registered with {@link dev.hmr.Hmr}. Idempotent. */
    @Override
    public void close() {
        javalin.stop();
        if (dev == null) {
            Lifetimes.ofProcess().closed(lifetime).toCompletableFuture().join();
        } else {
            dev.close();
        }
    }

    private static void during(Lifetime lifetime, Routes routes, JavalinConfig config) {
        Lifetimes.ofProcess().building(lifetime, () -> {
            routes.accept(config);
            return List.of();
        });
    }

    private static Javalin during(Lifetime lifetime, JavalinFactory factory) {
        return Lifetimes.ofProcess().building(lifetime, factory);
    }

    private static void closeQuietly(@Nullable ReloadableJavalin dev) {
        if (dev != null) {
            dev.close();
        }
    }
}
