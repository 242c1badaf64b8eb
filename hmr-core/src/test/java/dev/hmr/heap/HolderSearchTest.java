package dev.hmr.heap;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.security.ProtectionDomain;
import java.security.Security;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that can hold a replaced class is named. One dump serves all tests. */
class HolderSearchTest {
    private static final Map<String, Target> TARGETS = new LinkedHashMap<>();
    private static final int JDK = Runtime.version().feature();
    private static final ProxySelector PROXIES = ProxySelector.getDefault();
    private static Map<String, Holder> holders = Map.of();

    /** Defines {@link Leaks} itself, takes the rest from where the test is. */
    private static final class Replaced extends ClassLoader {
        Replaced() {
            super(HolderSearchTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Leaks.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length, new ProtectionDomain(null, null, this, null));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeAll
    static void leakAndSearch() throws Exception {
        // Its thread is to be started by code that stays: JDK 17 remembers who did.
        Undo.forgetLastTask();
        for (String way : Stream.concat(
                        held().map(arguments -> (String) arguments.get()[0]), notHeld())
                .toList()) {
            TARGETS.put(way, leak(way));
        }
        HolderSearch.Outcome outcome =
                new HolderSearch(Set.of()).find(TARGETS.values(), new HashSet<>(TARGETS.values()));
        assertThat(outcome).isInstanceOf(HolderSearch.Found.class);
        holders = ((HolderSearch.Found) outcome)
                .holders().stream()
                        .collect(Collectors.toMap(holder -> holder.target().name(), Function.identity()));
    }

    private static Target leak(String way) throws Exception {
        ClassLoader loader = new Replaced();
        call(way, loader);
        return new Target(loader, way);
    }

    private static void call(String way, ClassLoader loader) throws Exception {
        Method method = Class.forName(Leaks.class.getName(), true, loader).getDeclaredMethod(way);
        method.setAccessible(true);
        method.invoke(null);
    }

    @AfterAll
    static void undo() throws Exception {
        Undo.END.countDown();
        Undo.POOL.shutdownNow();
        Undo.REGISTRY.clear();
        Undo.FAILURE.set(null);
        Undo.logger = null;
        Undo.type = null;
        ProxySelector.setDefault(PROXIES);
        Authenticator.setDefault(null);
        Thread.setDefaultUncaughtExceptionHandler(null);
        Security.removeProvider("Leaky");
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName("leaky:type=Leaky"));
        TypeFactory.defaultInstance().clearCache();
        for (String way : List.of("shutdownHook", "jdbcDriver", "logHandler")) {
            call(
                    "undo" + Character.toUpperCase(way.charAt(0)) + way.substring(1),
                    requireNonNull(requireNonNull(TARGETS.get(way)).get()));
        }
    }

    static Stream<Arguments> held() {
        Stream<Arguments> newer = Stream.of(
                        arguments("virtualThread", HolderKind.THREAD, "a virtual thread, now at dev.hmr.heap.Leaks"))
                .filter(leak -> JDK >= 21);
        Stream<Arguments> older = Stream.of(arguments("startedThread", HolderKind.THREAD, "thread \"started\""))
                .filter(leak -> JDK < 24);
        return Stream.of(newer, older, everywhere()).flatMap(Function.identity());
    }

    private static Stream<Arguments> everywhere() {
        return Stream.of(
                arguments("thread", HolderKind.THREAD, "thread \"leaky-thread\""),
                arguments("parkedFrame", HolderKind.THREAD, "now at dev.hmr.heap.Leaks."),
                arguments("threadLocal", HolderKind.THREAD_LOCAL, "thread \"long-lived-pool\""),
                arguments("timer", HolderKind.TIMER, "thread \"leaky-timer\""),
                arguments("executor", HolderKind.EXECUTOR, "thread \"leaky-executor\""),
                arguments("shutdownHook", HolderKind.SHUTDOWN_HOOK, "java.lang.ApplicationShutdownHooks.hooks"),
                arguments("jdbcDriver", HolderKind.JDBC_DRIVER, "java.sql.DriverManager.registeredDrivers"),
                arguments("mbean", HolderKind.MBEAN, "Leaks$Leaky"),
                arguments("logHandler", HolderKind.LOGGING, "Leaks$LeakyHandler"),
                arguments("logLevel", HolderKind.LOGGING, "Leaks$LeakyLevel"),
                arguments("staticField", HolderKind.STATIC_FIELD, "static field dev.hmr.heap.Undo.REGISTRY"),
                arguments(
                        "classInStaticField",
                        HolderKind.STATIC_FIELD,
                        "static field dev.hmr.heap.Undo.type holds the class dev.hmr.heap.Leaks"),
                arguments("staticThrowable", HolderKind.STATIC_FIELD, "static field dev.hmr.heap.Undo.FAILURE"),
                arguments("proxySelector", HolderKind.PROXY_SELECTOR, "java.net.ProxySelector.theProxySelector"),
                arguments("authenticator", HolderKind.AUTHENTICATOR, "java.net.Authenticator.theAuthenticator"),
                arguments("securityProvider", HolderKind.SECURITY_PROVIDER, "Leaks$LeakyProvider"),
                arguments("uncaughtHandler", HolderKind.UNCAUGHT_HANDLER, "a lambda of dev.hmr.heap.Leaks"),
                arguments("commonPool", HolderKind.COMMON_POOL, "ForkJoinPool.commonPool-worker"),
                arguments(
                        "jackson",
                        HolderKind.STATIC_FIELD,
                        // Any mapper has the same factory, and other tests keep one.
                        "com.fasterxml.jackson.databind."));
    }

    /** What the JVM gives up by itself. */
    static Stream<String> notHeld() {
        return Stream.of(
                "nothing", "endedThread", "softAndWeak", "resourceBundle", "introspector", "objectStreamClass");
    }

    @ParameterizedTest
    @MethodSource("held")
    void holderIsNamed(String way, HolderKind kind, String words) {
        assertThat(holders).containsKey(way);
        Holder holder = requireNonNull(holders.get(way));
        assertThat(holder.kind()).isEqualTo(kind);
        assertThat(holder.text()).contains(words);
        assertThat(holder.path()).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("notHeld")
    void whatIsGarbageOrSoonWillBeHasNoHolder(String way) {
        assertThat(holders).doesNotContainKey(way);
    }
}
