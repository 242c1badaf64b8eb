package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java serialisation names classes in its bytes, so that no link leads from the code that reads them to those classes. */
class SerializationTest {
    private static final String APP = """
            package app;
            import dev.hmr.session.LiveProject.*;
            public class App {
                static Start start() { return App::routes; }
                static void routes(Table table) {
                    for (String way : Reader.WAYS) {
                        Object inEffect = kind(way);
                        table.get("/effect/" + way, () -> inEffect);
                        table.get("/request/" + way, () -> kind(way));
                    }
                }
                private static String kind(String way) {
                    try {
                        return Point.kind(Reader.read(way, Writer.bytes(Point.example(way))));
                    } catch (ClassNotFoundException e) {
                        return "not found";
                    }
                }
            }
            """;
    private static final String READER = """
            package app;
            import java.io.*;
            import java.util.List;
            class Reader {
                static final List<String> WAYS = List.of(
                        "plain", "array", "proxy", "primitive", "filtered", "reference", "subclass", "anonymous");
                interface Opening { ObjectInputStream open(InputStream in) throws IOException; }
                static class Own extends ObjectInputStream {
                    int resolved;
                    Own(InputStream in) throws IOException { super(in); }
                    @Override protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
                        resolved++;
                        return super.resolveClass(type);
                    }
                }
                static Object read(String way, byte[] bytes) throws ClassNotFoundException {
                    try (ObjectInputStream in = open(way, new ByteArrayInputStream(bytes))) {
                        Object found = in.readObject();
                        return in instanceof Own own && own.resolved == 0 ? "not asked" : found;
                    } catch (InvalidClassException e) {
                        return "rejected";
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                private static ObjectInputStream open(String way, InputStream in) throws IOException {
                    Opening reference = ObjectInputStream::new;
                    if (way.equals("filtered")) {
                        ObjectInputStream filtered = new ObjectInputStream(in);
                        filtered.setObjectInputFilter(
                                info -> info.serialClass() != null && info.serialClass().getName().endsWith("Point")
                                        ? ObjectInputFilter.Status.REJECTED
                                        : ObjectInputFilter.Status.UNDECIDED);
                        return filtered;
                    }
                    return switch (way) {
                        case "reference" -> reference.open(in);
                        case "subclass" -> new Own(in);
                        case "anonymous" -> new ObjectInputStream(in == null ? InputStream.nullInputStream() : in) {
                            @Override protected Class<?> resolveClass(ObjectStreamClass type)
                                    throws IOException, ClassNotFoundException {
                                return super.resolveClass(type);
                            }
                        };
                        default -> new ObjectInputStream(in);
                    };
                }
            }
            """;
    private static final String WRITER = """
            package app;
            import java.io.*;
            class Writer {
                static byte[] bytes(Object written) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                        out.writeObject(written);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return bytes.toByteArray();
                }
            }
            """;
    private static final String POINT = """
            package app;
            import java.io.Serializable;
            import java.lang.reflect.*;
            public class Point implements Serializable, InvocationHandler {
                private static final long serialVersionUID = 1;
                public int x0 = 7;
                public interface Shown { String shown(); }
                public Object invoke(Object proxy, Method method, Object[] arguments) {
                    return method.getName().equals("shown") ? "shown" : "another proxy";
                }
                static Object example(String way) {
                    return switch (way) {
                        case "array" -> new Point[][] {{new Point()}};
                        case "proxy" -> Proxy.newProxyInstance(
                                Shown.class.getClassLoader(), new Class<?>[] {Shown.class}, new Point());
                        case "primitive" -> int.class;
                        default -> new Point();
                    };
                }
                static String kind(Object read) {
                    return read instanceof Point point && point.x0 == 7 ? "point 0"
                            : read instanceof Point[][] points && points[0][0].x0 == 7 ? "points 0"
                            : read instanceof Shown shown ? shown.shown() + " 0"
                            : read == int.class ? "int 0"
                            : read + " 0";
                }
            }
            """;

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private LiveProject project;

    @BeforeEach
    void open() {
        project = new LiveProject(
                directory,
                new LinkedHashMap<>(Map.of(
                        "app/App.java", APP,
                        "app/Reader.java", READER,
                        "app/Writer.java", WRITER,
                        "app/Point.java", POINT)));
    }

    @AfterEach
    void close() throws IOException {
        project.close();
    }

    @ParameterizedTest
    @CsvSource({
        "plain, point",
        "array, points",
        "proxy, shown",
        "primitive, int",
        "filtered, rejected",
        "reference, point",
        "subclass, point",
        "anonymous, point"
    })
    void reloadedCodeReadsTheClassesThatServeNow(String way, String kind) throws Exception {
        project.edit("app/Reader.java", "\"not asked\"", "\"never asked\"");
        Class<?> reader = project.current("app.Reader");
        assertRead(way, kind + " 0");

        changeShape(1);
        assertRead(way, kind + " 1");
        changeShape(2);
        assertRead(way, kind + " 2");
        assertThat(project.current("app.Reader")).as("who reads").isSameAs(reader);
    }

    /** By another field, so that no way of changing the class where it is would do. */
    private void changeShape(int version) {
        project.write(
                "app/Point.java", POINT.replace(" 0\"", " " + version + "\"").replace("x0", "x" + version));
    }

    private void assertRead(String way, String kind) {
        assertThat(project.get("/request/" + way)).as("a request").isEqualTo(kind);
        assertThat(project.get("/request/" + way)).as("and another").isEqualTo(kind);
        assertThat(project.get("/effect/" + way)).as("an effect").isEqualTo(kind);
    }
}
