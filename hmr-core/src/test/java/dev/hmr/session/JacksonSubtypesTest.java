package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jackson finds subclasses by the names in the JSON: no link leads to them from whoever has it read. */
class JacksonSubtypesTest {
    private static final String APP = """
            package app;
            import dev.hmr.session.LiveProject.*;
            public class App {
                static Start start() { return App::routes; }
                static void routes(Table table) {
                    String inEffect = kind();
                    table.get("/effect", () -> inEffect);
                    table.get("/request", () -> kind());
                }
                private static String kind() {
                    return Circle.kind(Shapes.read("{\\"type\\":\\"app.Circle\\",\\"radius0\\":7}"));
                }
            }
            """;
    private static final String SHAPE = """
            package app;
            import com.fasterxml.jackson.annotation.*;
            @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "type")
            public abstract class Shape {}
            """;
    private static final String CIRCLE = """
            package app;
            public class Circle extends Shape {
                public int radius0;
                static String kind(Shape read) {
                    return read instanceof Circle circle && circle.radius0 == 7 ? "circle 0" : "old circle";
                }
            }
            """;
    private static final String SHAPES = """
            package app;
            import com.fasterxml.jackson.core.JsonProcessingException;
            import com.fasterxml.jackson.databind.ObjectMapper;
            class Shapes {
                private static final ObjectMapper KEPT = new ObjectMapper();
                private static ObjectMapper mapper() { return new ObjectMapper(); }
                static Shape read(String json) {
                    try {
                        return mapper().readValue(json, Shape.class);
                    } catch (JsonProcessingException e) {
                        throw new IllegalArgumentException("oops", e);
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private LiveProject project;

    private void open(String shape, String shapes) {
        project = new LiveProject(
                directory,
                new LinkedHashMap<>(Map.of(
                        "app/App.java", APP,
                        "app/Shape.java", shape,
                        "app/Circle.java", CIRCLE,
                        "app/Shapes.java", shapes)));
    }

    @AfterEach
    void close() throws IOException {
        project.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNewMapperFindsWhatServesNow(boolean reloaded) throws Exception {
        open(SHAPE, SHAPES);
        if (reloaded) {
            project.edit("app/Shapes.java", "\"oops\"", "\"ouch\"");
        }
        Class<?> shapes = project.current("app.Shapes");
        assertRead("circle 0");

        changeShape(1);
        assertRead("circle 1");
        changeShape(2);
        assertRead("circle 2");
        assertThat(project.current("app.Shapes")).as("who makes the mapper").isSameAs(shapes);
    }

    @Test
    void aMapperThatIsKeptFindsThemIfTheBaseClassNamesThem() {
        open(
                SHAPE.replace("public abstract", "@JsonSubTypes(@JsonSubTypes.Type(Circle.class))\npublic abstract"),
                SHAPES.replace("return new ObjectMapper()", "return KEPT"));
        assertRead("circle 0");

        changeShape(1);
        assertRead("circle 1");
        changeShape(2);
        assertRead("circle 2");
    }

    /** By another field, so that no way of changing the class where it is would do. */
    private void changeShape(int version) {
        ReloadEvent event = project.change(Map.of(
                "app/Circle.java",
                        CIRCLE.replace("circle 0", "circle " + version).replace("radius0", "radius" + version),
                "app/App.java", APP.replace("radius0", "radius" + version)));
        assertThat(event.verdict()).isEqualTo(new Verdict.Live());
    }

    private void assertRead(String kind) {
        assertThat(project.get("/request")).as("a request").isEqualTo(kind);
        assertThat(project.get("/request")).as("and another").isEqualTo(kind);
        assertThat(project.get("/effect")).as("an effect").isEqualTo(kind);
    }
}
