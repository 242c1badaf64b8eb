package dev.hmr.reactive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs what a reader of the package's documentation would copy. */
class PackageExampleTest {
    private static final Path DOCUMENTATION = Path.of("src/main/java/dev/hmr/reactive/package-info.java");

    @Test
    void theExampleOfThePackagePrintsWhatItSays(@TempDir Path directory) throws Exception {
        assertThat(run(compile(directory, example()))).containsExactly("total 200", "total 300");
    }

    private static String example() throws Exception {
        Matcher block = Pattern.compile("<pre>\\{@code\\n(.*?)\\n \\* }</pre>", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENTATION));
        assertThat(block.find()).as("example in %s", DOCUMENTATION).isTrue();
        String code = block.group(1).replaceAll("(?m)^ \\* ?", "");
        int body = code.indexOf("\n\n");
        return "import dev.hmr.reactive.*;\n" + code.substring(0, body)
                + "\npublic class Example { public static void main(String[] args) {" + code.substring(body) + "\n}}\n";
    }

    private static Path compile(Path directory, String code) throws Exception {
        Path source = Files.writeString(directory.resolve("Example.java"), code);
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        messages,
                        messages,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        directory.toString(),
                        source.toString());
        assertThat(status).as(() -> messages.toString(UTF_8)).isZero();
        return directory;
    }

    private static String[] run(Path classes) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, Effect.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, UTF_8));
            loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            throw new AssertionError("the example failed", e.getCause());
        } finally {
            System.setOut(console);
        }
        return printed.toString(UTF_8).lines().toArray(String[]::new);
    }
}
