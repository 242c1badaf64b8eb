package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An IDE that compiles what is saved as well, with a compiler of its own whose class files look different. */
class OtherCompilerTest {
    private static final String APP = """
            package app;
            import dev.hmr.session.LiveProject.*;
            public class App {
                static Start start() { return App::routes; }
                static void routes(Table table) { table.get("/", () -> new Hello().to("you")); }
            }
            """;
    private static final String HELLO =
            "package app; class Hello { String to(String name) { return \"hello \" + name + Ending.TEXT; } }";
    private static final String ENDING = "package app; class Ending { static final String TEXT = \"\"; }";

    @TempDir
    Path directory;

    private LiveProject project;

    @BeforeEach
    void open() {
        project = new LiveProject(
                directory,
                new LinkedHashMap<>(Map.of("app/App.java", APP, "app/Hello.java", HELLO, "app/Ending.java", ENDING)));
    }

    @AfterEach
    void close() throws IOException {
        project.close();
    }

    @Test
    void itsClassFilesOfWhatIsLiveMakeNoSecondReload() throws IOException {
        project.edit("app/Hello.java", "hello ", "hi ");
        Path classFile = classFile("Hello");
        byte[] ours = Files.readAllBytes(classFile);

        compileElsewhere();
        ReloadEvent event = project.deliverOutput(List.of(classFile));

        assertThat(Files.readAllBytes(classFile)).isNotEqualTo(ours);
        assertThat(event.verdict()).isEqualTo(new Verdict.NothingChanged());
        assertThat(event.generation()).isEqualTo(1);
        assertThat(project.get("/")).isEqualTo("hi you");
    }

    @Test
    void itsClassFilesOfWhatWasSavedSinceAreTaken() throws IOException {
        project.edit("app/Hello.java", "hello ", "hi ");

        project.replace("app/Hello.java", "hi ", "greetings to ");
        compileElsewhere();
        ReloadEvent event = project.deliverOutput(List.of(classFile("Hello")));

        assertThat(event.verdict()).isEqualTo(new Verdict.Live());
        assertThat(project.get("/")).isEqualTo("greetings to you");
    }

    /** The constant is in the class file of a source that has been compiled here as it is. */
    @Test
    void whatItInlinedIsTakenTogetherWithWhatItInlined() throws IOException {
        project.edit("app/Hello.java", "hello ", "hi ");

        project.replace("app/Ending.java", "\"\"", "\"!\"");
        compileElsewhere();
        assertThat(project.deliverOutput(List.of(classFile("Hello"))).verdict())
                .isEqualTo(new Verdict.NothingChanged());
        project.deliverOutput(List.of(classFile("Ending")));

        assertThat(project.get("/")).isEqualTo("hi you!");
    }

    @Test
    void whatItInlinedIsTakenAfterWhatItInlined() throws IOException {
        project.edit("app/Hello.java", "hello ", "hi ");

        project.replace("app/Ending.java", "\"\"", "\"!\"");
        compileElsewhere();
        project.deliverOutput(List.of(classFile("Ending")));
        project.deliverOutput(List.of(classFile("Hello")));

        assertThat(project.get("/")).isEqualTo("hi you!");
    }

    @Test
    void aClassThatTwoSourcesDefineIsAnError() {
        ReloadEvent event = project.write("app/Copy.java", "package app; class Copy {} class Hello {}");

        assertThat(event.verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(((Verdict.Failed) event.verdict()).problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("duplicate class"));
        assertThat(project.get("/")).isEqualTo("hello you");
    }

    private Path classFile(String simpleName) {
        return project.classes().resolve("app").resolve(simpleName + ".class");
    }

    private void compileElsewhere() {
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-XDstringConcat=inline",
                        "-proc:none",
                        "-d",
                        project.classes().toString(),
                        directory.resolve("src/main/java/app/Hello.java").toString(),
                        directory.resolve("src/main/java/app/Ending.java").toString());
        assertThat(result).isZero();
    }
}
