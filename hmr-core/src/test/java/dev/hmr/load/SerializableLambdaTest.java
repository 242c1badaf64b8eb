package dev.hmr.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A serializable lambda of a reloaded class tells what it would tell after a fresh start, and comes back from a stream, also if
 * it uses what is package-private in units that are not reloaded.
 */
class SerializableLambdaTest {
    private static final String SERVICE = """
            package app;
            class Service extends Labelled implements java.io.Serializable {
                final String name;
                Service(String name) { this.name = name; }
                String hello(String who) { return name + ":" + who; }
                static long wide(long a, double b, Service s) { return a + (long) b + s.name.length(); }
            }
            """;

    private static final String LABELLED =
            "package app; public class Labelled { String label() { return \"label\"; } }";

    @TempDir
    Path directory;

    /** Runs the body of a method in a package-private handler, before and after the handler is reloaded. */
    private void staysTrue(String body, Object expected) throws IOException {
        String handler = """
                package app;
                import java.io.*;
                import java.lang.invoke.SerializedLambda;
                import java.util.*;
                import java.util.function.*;
                class Handler {
                    static final int VERSION = 1;
                    interface Get<A, B> extends Serializable { B of(A a); }
                    interface Wide<S> extends Serializable { long of(long a, double b, S s); }
                    interface ByNumber { String of(Integer i); }
                    interface Bridged extends Get<Integer, String>, ByNumber { }
                    interface Marker { default String marked() { return "marked"; } }
                    static Object run() throws Exception { version(); %s }
                    static int version() { return VERSION; }
                    static SerializedLambda form(Object lambda) throws Exception {
                        var replace = lambda.getClass().getDeclaredMethod("writeReplace");
                        replace.setAccessible(true);
                        return (SerializedLambda) replace.invoke(lambda);
                    }
                    @SuppressWarnings("unchecked")
                    static <T> T copy(T lambda) throws Exception {
                        var written = new ByteArrayOutputStream();
                        new ObjectOutputStream(written).writeObject(lambda);
                        return (T) new ObjectInputStream(new ByteArrayInputStream(written.toByteArray())).readObject();
                    }
                }
                """.formatted(body);
        try (Engine engine = new Engine(
                directory,
                Map.of("app/Service.java", SERVICE, "app/Labelled.java", LABELLED, "app/Handler.java", handler))) {
            assertThat(engine.call("app.Handler", "run")).isEqualTo(expected);
            Class<?> service = load(engine, "app.Service");
            engine.edit("app/Handler.java", "VERSION = 1", "VERSION = 2");
            assertThat(engine.call("app.Handler", "version")).isEqualTo(2);
            assertThat(engine.call("app.Handler", "run")).isEqualTo(expected);
            assertThat(load(engine, "app.Service")).isSameAs(service);
        }
    }

    private static Class<?> load(Engine engine, String name) {
        try {
            return engine.load(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tellsTheMethodThatWasReferredTo() throws IOException {
        staysTrue(
                "Get<Service, String> name = s -> s.name; Service s = new Service(\"s\"); Get<String, String> bound = s::hello;"
                        + " BiFunction<Service, String, String> hello = (BiFunction<Service, String, String> & Serializable) Service::hello;"
                        + " var f = form(hello); return f.getCapturingClass() + f.getImplMethodKind() + f.getImplClass() + f.getImplMethodName()"
                        + " + f.getImplMethodSignature() + f.getInstantiatedMethodType() + f.getFunctionalInterfaceMethodName()"
                        + " + form(name).getImplMethodSignature() + ((Service) form(bound).getCapturedArg(0)).name;",
                "app/Handler5app/Servicehello(Ljava/lang/String;)Ljava/lang/String;"
                        + "(Lapp/Service;Ljava/lang/String;)Ljava/lang/String;apply(Lapp/Service;)Ljava/lang/String;s");
    }

    @Test
    void comesBackFromAStream() throws IOException {
        staysTrue(
                "Get<Service, String> name = s -> s.name; Get<String, Service> make = Service::new;"
                        + " return copy(name).of(new Service(\"a\")) + copy(make).of(\"b\").name;",
                "ab");
    }

    @Test
    void comesBackWithWhatItCaptured() throws IOException {
        staysTrue(
                "Service s = new Service(\"s\"); int n = 2; Get<String, String> bound = s::hello;"
                        + " Get<String, String> captures = x -> s.name + n + x; return copy(bound).of(\"b\") + copy(captures).of(\"c\");",
                "s:bs2c");
    }

    @Test
    void comesBackWithTheObjectThatInheritsTheMethod() throws IOException {
        staysTrue(
                "Service s = new Service(\"s\"); interface Text extends Serializable { String of(); }"
                        + " Text inherited = s::label; return copy(inherited).of();",
                "label");
    }

    @Test
    void tellsWhoDeclaresTheMethod() throws IOException {
        staysTrue(
                "Get<Service, String> inherited = Service::label; return form(inherited).getImplClass() + copy(inherited).of(new Service(\"s\"));",
                "app/Labelledlabel");
    }

    @Test
    void isOneObjectIfItCapturesNothing() throws IOException {
        staysTrue(
                "var made = new HashSet<Object>(); for (int i = 0; i < 2; i++) { Get<Service, String> get = s -> s.name; made.add(get); }"
                        + " return made.size();",
                1);
    }

    @Test
    void takesPrimitives() throws IOException {
        staysTrue(
                "Wide<Service> wide = Service::wide; Get<Service, Integer> length = s -> s.name.length(); Service s = new Service(\"abc\");"
                        + " return copy(wide).of(40L, 2.0, s) + copy(length).of(s);",
                48L);
    }

    @Test
    void isOfAllTypesThatItWasGiven() throws IOException {
        staysTrue(
                "Service s = new Service(\"s\"); Bridged bridged = copy((Bridged) i -> s.name + i); Get<Integer, String> get = bridged;"
                        + " ByNumber byNumber = bridged; var both = (Supplier<Service> & Marker & Serializable) () -> s;"
                        + " return get.of(1) + byNumber.of(2) + copy(both).marked() + copy(both).get().name;",
                "s1s2markeds");
    }
}
