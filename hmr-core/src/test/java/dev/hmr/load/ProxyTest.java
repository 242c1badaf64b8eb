package dev.hmr.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies that reloaded code has the JDK make, with whatever loader it would have worked with after a fresh start. */
class ProxyTest {
    private static final String SHAPE =
            "package app; interface Shape { int VERSION = 1; default int version() { return VERSION; } }";
    private static final String OPEN =
            "package app; public interface Open { int VERSION = 1; default int version() { return VERSION; } }";

    /** Mentions none of the interfaces. */
    private static final String PROXIES = """
            package app;
            import java.lang.reflect.*;
            class Proxies {
                static <T> T make(ClassLoader loader, Class<?>... types) {
                    @SuppressWarnings("unchecked")
                    T proxy = (T) Proxy.newProxyInstance(loader, types, (self, method, arguments) -> 1);
                    return proxy;
                }
                static <T> T make(Class<T> type) {
                    return make(Proxies.class.getClassLoader(), type);
                }
            }
            """;

    private static final String HANDLER = """
            package app;
            class Handler {
                static final int VERSION = 1;
                static Object own() { return name(Proxies.<Shape>make(Handler.class.getClassLoader(), Shape.class)); }
                static Object ofThread() { return name(Proxies.<Shape>make(Thread.currentThread().getContextClassLoader(), Shape.class)); }
                static Object ofInterface() { return name(Proxies.<Shape>make(Shape.class.getClassLoader(), Shape.class, Runnable.class)); }
                static Object open() { return name(Proxies.make(Open.class)); }
                static Object openOfThread() { return name(Proxies.<Open>make(Thread.currentThread().getContextClassLoader(), Open.class)); }
                @SuppressWarnings("deprecation")
                static Object type() {
                    Class<?> proxy = java.lang.reflect.Proxy.getProxyClass(Handler.class.getClassLoader(), Shape.class);
                    return Shape.class.isAssignableFrom(proxy) + "" + VERSION;
                }
                static String name(Shape shape) { return "shape" + VERSION; }
                static String name(Open open) { return "open" + VERSION; }
            }
            """;

    @TempDir
    Path directory;

    private Engine start() {
        return new Engine(
                directory,
                Map.of(
                        "app/Shape.java", SHAPE,
                        "app/Open.java", OPEN,
                        "app/Proxies.java", PROXIES,
                        "app/Handler.java", HANDLER));
    }

    /** Rewritten is only what was reloaded. */
    private static void reloadProxies(Engine engine) {
        engine.edit("app/Proxies.java", "-> 1", "-> 2");
    }

    @Test
    void ofAPackagePrivateInterfaceThatStays() throws IOException {
        try (Engine engine = start()) {
            assertThat(engine.call("app.Handler", "own")).isEqualTo("shape1");
            reloadProxies(engine);
            engine.edit("app/Handler.java", "VERSION = 1", "VERSION = 2");
            assertThat(engine.call("app.Handler", "own")).isEqualTo("shape2");
            assertThat(engine.call("app.Handler", "ofInterface")).isEqualTo("shape2");
            assertThat(engine.call("app.Handler", "type")).isEqualTo("true2");
        }
    }

    @Test
    void ofAPackagePrivateInterfaceWithTheLoaderOfTheThread() throws IOException {
        try (Engine engine = start()) {
            reloadProxies(engine);
            engine.edit("app/Handler.java", "VERSION = 1", "VERSION = 2");
            assertThat(engine.inContext("app.Handler", "ofThread")).isEqualTo("shape2");
            assertThat(engine.inContext("app.Handler", "openOfThread")).isEqualTo("open2");
        }
    }

    @Test
    void ofAnInterfaceThatIsReloadedMoreOftenThanWhoMakesTheProxy() throws IOException {
        try (Engine engine = start()) {
            reloadProxies(engine);
            assertThat(engine.call("app.Handler", "open")).isEqualTo("open1");
            for (int version = 1; version < 4; version++) {
                engine.edit("app/Open.java", "VERSION = " + version, "VERSION = " + (version + 1));
                assertThat(engine.call("app.Handler", "open")).isEqualTo("open1");
            }
        }
    }
}
