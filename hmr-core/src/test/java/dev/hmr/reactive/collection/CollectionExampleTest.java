package dev.hmr.reactive.collection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
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
class CollectionExampleTest {
    private static final Path DOCUMENTATION = Path.of("src/main/java/dev/hmr/reactive/collection/package-info.java");

    @Test
    void theExampleOfThePackagePrintsWhatItSays(@TempDir Path directory) throws Exception {
        compile(directory, example());
        assertThat(run(directory)).containsExactly("total 0", "total 8", "total 12");
    }

    private static String example() throws Exception {
        Matcher block = Pattern.compile("<pre>\\{@code\\n(.*?)\\n \\* }</pre>", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENTATION));
        assertThat(block.find()).as("example in %s", DOCUMENTATION).isTrue();
        String code = block.group(1).replaceAll("(?m)^ \\* ?", "");
        int body = code.indexOf("\n\n");
        return "import java.util.*; import dev.hmr.reactive.*; import dev.hmr.reactive.collection.*;\n"
                + code.substring(0, body)
                + "\npublic class Example { public static void main(String[] args) {" + code.substring(body) + "\n}}\n";
    }

    private static void compile(Path directory, String code) throws Exception {
        Path source = Files.writeString(directory.resolve("Example.java"), code);
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        String[] options = {
            "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", directory.toString(), source.toString()
        };
        int status = ToolProvider.getSystemJavaCompiler().run(null, messages, messages, options);
        assertThat(status).as(() -> messages.toString(UTF_8)).isZero();
    }

    private static String[] run(Path classes) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        URL[] path = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, ReactiveMap.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, UTF_8));
            loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(console);
        }
        return printed.toString(UTF_8).lines().toArray(String[]::new);
    }
}
