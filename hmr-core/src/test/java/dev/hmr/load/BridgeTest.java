package dev.hmr.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reloaded class goes on using what is package-private in units that are not reloaded, whose state is kept. */
class BridgeTest {
    private static final String SERVICE = """
            package app;
            class Service {
                static int calls;
                static final Service SHARED = new Service("shared");
                protected final String name;
                int[] data = {1, 2};
                Service(String name) { this.name = name; }
                static int count() { return ++calls; }
                String hello(String who) { return name + ":" + who; }
                protected String guarded() { return "guarded " + name; }
                static class Nested { int value = 7; class Inner { } }
                enum Color { RED, GREEN; Color next() { return values()[(ordinal() + 1) % 2]; } }
                interface Shape { double area(); default String kind() { return "shape"; } static Shape unit() { return () -> 1.0; } }
                static class Failure extends RuntimeException { Failure(String m) { super(m); } }
                static class Base { String own() { return "own"; } }
                static class Worse extends Base { }
                static long wide(long a, double b, Service s) { return a + (long) b + s.name.length(); }
            }
            """;

    @TempDir
    Path directory;

    /** Runs the body of a method in a package-private handler, before and after the handler is reloaded. */
    private void staysTrue(String body, Object expected) throws IOException {
        String handler = """
                package app;
                import java.util.*;
                import java.util.function.*;
                class Handler {
                    static final int VERSION = 1;
                    static Object run() throws Exception { version(); %s }
                    static int version() { return VERSION; }
                }
                """.formatted(body);
        try (Engine engine = new Engine(directory, Map.of("app/Service.java", SERVICE, "app/Handler.java", handler))) {
            engine.call("app.Handler", "run");
            Class<?> service = load(engine, "app.Service");
            engine.edit("app/Handler.java", "VERSION = 1", "VERSION = 2");
            assertThat(engine.call("app.Handler", "version")).isEqualTo(2);
            assertThat(engine.call("app.Handler", "run")).isEqualTo(expected);
            assertThat(load(engine, "app.Service")).isSameAs(service);
            engine.edit("app/Handler.java", "VERSION = 2", "VERSION = 3");
            engine.call("app.Handler", "run");
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
    void staticCallKeepsState() throws IOException {
        staysTrue("return Service.count();", 2);
    }

    @Test
    void staticFields() throws IOException {
        staysTrue("Service.calls += 5; Service.calls++; return Service.calls;", 12);
    }

    @Test
    void constructorAndInstanceMembers() throws IOException {
        staysTrue("return new Service(\"a\").hello(\"b\") + new Service(\"c\").name;", "a:bc");
    }

    @Test
    void constructorWithBranchInArguments() throws IOException {
        staysTrue(
                "boolean odd = System.nanoTime() < 0; return new Service(odd ? \"x\" : new Service(odd ? \"y\" : \"z\").name).name;",
                "z");
    }

    @Test
    void constructorForItsEffect() throws IOException {
        staysTrue("new Service(\"unused\"); return 1;", 1);
    }

    @Test
    void protectedMember() throws IOException {
        staysTrue("return Service.SHARED.guarded();", "guarded shared");
    }

    @Test
    void instanceFieldsAndArrays() throws IOException {
        staysTrue("Service s = new Service(\"q\"); s.data[1] += 3; s.data = s.data.clone(); return s.data[1];", 5);
    }

    @Test
    void arraysOfIt() throws IOException {
        staysTrue(
                "Service[] a = new Service[2]; a[1] = Service.SHARED; Service[][] b = new Service[2][3]; b[1] = a;"
                        + " return a.clone()[1].name + b[1].length + b.length;",
                "shared22");
    }

    @Test
    void castsAndInstanceOf() throws IOException {
        staysTrue(
                "Object o = Service.SHARED; if (!(o instanceof Service s)) return null;"
                        + " Object[] os = new Service[] {s}; return ((Service) o).name + ((Service[]) os).length + (os instanceof Service[]);",
                "shared1true");
    }

    @Test
    void classConstant() throws IOException {
        staysTrue("return Service.class.getSimpleName() + Service[].class.getSimpleName();", "ServiceService[]");
    }

    @Test
    void nestedTypes() throws IOException {
        staysTrue("return new Service.Nested().value;", 7);
    }

    @Test
    void enumSwitch() throws IOException {
        staysTrue(
                "Service.Color c = Service.Color.RED; switch (c.next()) { case GREEN: return c.ordinal() + \"green\"; default: return null; }",
                "0green");
    }

    @Test
    void enumMapAndValues() throws IOException {
        staysTrue(
                "EnumMap<Service.Color, String> m = new EnumMap<>(Service.Color.class); for (Service.Color c : Service.Color.values()) m.put(c, c.name()); return m.toString();",
                "{RED=RED, GREEN=GREEN}");
    }

    @Test
    void methodReferences() throws IOException {
        staysTrue(
                "Function<String, Service> make = Service::new; Function<Service, String> name = s -> s.name;"
                        + " BiFunction<Service, String, String> hello = Service::hello; Service bound = make.apply(\"m\");"
                        + " Function<String, String> boundHello = bound::hello; Supplier<Integer> st = Service::count; st.get();"
                        + " return name.apply(bound) + hello.apply(bound, \"n\") + boundHello.apply(\"o\");",
                "mm:nm:o");
    }

    @Test
    void boundReferenceToAnInheritedMethod() throws IOException {
        staysTrue(
                "Service.Failure f = new Service.Failure(\"lost\"); Supplier<String> message = f::getMessage;"
                        + " Service.Worse w = new Service.Worse(); Supplier<String> own = w::own; return message.get() + own.get();",
                "lostown");
    }

    @Test
    void lambdasThatCapture() throws IOException {
        staysTrue(
                "Service s = new Service(\"cap\"); long wide = 3; Supplier<String> f = () -> s.name + wide + new Service(\"in\").name;"
                        + " Consumer<Service> nothing = x -> { x.data[0] = 9; }; nothing.accept(s); return f.get() + s.data[0];",
                "cap3in9");
    }

    @Test
    void lambdasInStreams() throws IOException {
        staysTrue(
                "return List.of(new Service(\"b\"), new Service(\"a\")).stream().sorted(Comparator.comparing((Service s) -> s.name))"
                        + ".map(s -> s.hello(\"!\")).toList().toString();",
                "[a:!, b:!]");
    }

    @Test
    void consumerOfASupertype() throws IOException {
        staysTrue(
                "StringBuilder b = new StringBuilder(); List<Service> l = List.of(Service.SHARED); Consumer<Object> any = o -> b.append(1);"
                        + " l.forEach(any::accept); l.forEach(Objects::requireNonNull); return b.toString();",
                "1");
    }

    @Test
    void stringConcatenation() throws IOException {
        staysTrue(
                "Service.Color c = Service.Color.RED; int n = 2; return c + \"-\" + n + Service.Color.GREEN;",
                "RED-2GREEN");
    }

    @Test
    void wideArguments() throws IOException {
        staysTrue("return Service.wide(40L, 2.0, new Service(\"\"));", 42L);
    }

    @Test
    void packagePrivateInterface() throws IOException {
        staysTrue("Service.Shape s = Service.Shape.unit(); return s.area() + s.kind();", "1.0shape");
    }

    @Test
    void lambdaOfAPackagePrivateInterface() throws IOException {
        try (Engine engine = new Engine(
                directory,
                Map.of(
                        "app/Shape.java",
                        "package app; interface Shape { double area(); }",
                        "app/Handler.java",
                        "package app; class Handler { static Object run() { Shape s = () -> 1.0; return s.area(); } }"))) {
            engine.edit("app/Handler.java", "1.0", "2.0");
            assertThat(engine.call("app.Handler", "run")).isEqualTo(2.0);
        }
    }

    @Test
    void caughtPackagePrivateException() throws IOException {
        try (Engine engine = new Engine(
                directory,
                Map.of(
                        "app/Failure.java",
                        "package app; class Failure extends RuntimeException { }",
                        "app/Handler.java",
                        "package app; class Handler { static Object run() { try { throw new Failure(); } catch (Failure e) { return 1; } } }"))) {
            engine.edit("app/Handler.java", "return 1", "return 2");
            assertThat(engine.call("app.Handler", "run")).isEqualTo(2);
        }
    }

    @Test
    void packagePrivateSuperclassAndOverride() throws IOException {
        try (Engine engine = new Engine(
                directory,
                Map.of(
                        "app/Base.java",
                        "package app; abstract class Base { Base() { } abstract int part(); int twice() { return 2 * part(); } }",
                        "app/Open.java",
                        "package app; public class Open { int part() { return 0; } int twice() { return 2 * part(); } }",
                        "app/Handler.java",
                        """
                        package app;
                        class Handler extends Base {
                            int part() { return 1; }
                            static class Other extends Open { int part() { return 10; } }
                            static Object run() { return new Handler().twice() + new Other().twice(); }
                        }
                        """))) {
            assertThat(engine.call("app.Handler", "run")).isEqualTo(22);
            engine.edit("app/Handler.java", "return 1;", "return 2;");
            assertThat(engine.call("app.Handler", "run")).isEqualTo(24);
            engine.edit("app/Open.java", "2 * part()", "3 * part()");
            assertThat(engine.call("app.Handler", "run")).isEqualTo(34);
        }
    }

    @Test
    void inheritedPackagePrivateMember() throws IOException {
        try (Engine engine = new Engine(
                directory,
                Map.of(
                        "app/Open.java",
                        "package app; public class Open { static int made; int id = ++made; String tell() { return \"open\" + id; } }",
                        "app/Handler.java",
                        "package app; class Handler extends Open { static Object run() { Handler h = new Handler(); return h.tell() + h.id + 1; } }"))) {
            engine.edit("app/Handler.java", "+ 1", "+ 2");
            assertThat(engine.call("app.Handler", "run")).isEqualTo("open112");
        }
    }

    @Test
    void membersOfAClassThatIsNotNamed() throws IOException {
        try (Engine engine = new Engine(
                directory,
                Map.of(
                        "app/Open.java",
                        "package app; public class Open { String tell() { return \"open\"; } protected String show() { return \"shown\"; } }",
                        "other/Far.java",
                        "package other; public class Far extends app.Open { }",
                        "app/Handler.java",
                        "package app; class Handler { static class Part extends Open { } static Object run() { return new Part().tell() + 1; } }",
                        "app/Caller.java",
                        "package app; class Caller { static Object run() { return new other.Far().show() + 1; } }"))) {
            engine.edit("app/Handler.java", "+ 1", "+ 2");
            assertThat(engine.call("app.Handler", "run")).isEqualTo("open2");
            engine.edit("app/Caller.java", "+ 1", "+ 2");
            assertThat(engine.call("app.Caller", "run")).isEqualTo("shown2");
        }
    }

    @Test
    void sealedHierarchyReloadsTogether() throws IOException {
        try (Engine engine = new Engine(
                directory,
                Map.of(
                        "app/Shape.java",
                        "package app; public sealed interface Shape permits Circle, Square { }",
                        "app/Circle.java",
                        "package app; public record Circle(double r) implements Shape { }",
                        "app/Square.java",
                        "package app; public record Square(double a) implements Shape { double area() { return a * a; } }",
                        "app/Handler.java",
                        "package app; class Handler { static Object run() { Shape s = new Square(2); return ((Square) s).area(); } }"))) {
            engine.edit("app/Square.java", "a * a", "a * a + 1");
            assertThat(engine.call("app.Handler", "run")).isEqualTo(5.0);
        }
    }

    @Test
    void recordOfPackagePrivateParts() throws IOException {
        try (Engine engine = new Engine(
                directory,
                Map.of(
                        "app/Part.java",
                        "package app; record Part(int n) { }",
                        "app/Handler.java",
                        "package app; record Handler(Part part, int k) { static Object run() { return new Handler(new Part(1), 1).toString(); } }"))) {
            engine.edit("app/Handler.java", "(1), 1", "(1), 2");
            assertThat(engine.call("app.Handler", "run")).isEqualTo("Handler[part=Part[n=1], k=2]");
        }
    }

    @Test
    void unnamedPackage() throws IOException {
        try (Engine engine = new Engine(
                directory,
                Map.of(
                        "Service.java", "class Service { static int n; static int next() { return ++n; } }",
                        "Handler.java", "class Handler { static Object run() { return Service.next() * 10; } }"))) {
            engine.call("Handler", "run");
            engine.edit("Handler.java", "* 10", "* 100");
            assertThat(engine.call("Handler", "run")).isEqualTo(200);
        }
    }
}
