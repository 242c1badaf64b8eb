package dev.hmr.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientScriptTest {

    @Test
    void isOneScriptMadeOfAllParts() {
        String script = new String(ClientScript.get().bytes(), StandardCharsets.UTF_8);

        assertThat(script).startsWith("(() => {").endsWith("})();\n");
        assertThat(script).contains("function morph(", "function showOverlay(", "function start(");
    }

    @Test
    void security18_neverParsesDataAsMarkup() {
        for (ClientScript script : List.of(ClientScript.get(), ClientScript.ofDeveloperPage())) {
            assertThat(new String(script.bytes(), StandardCharsets.UTF_8))
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
        }
    }

    @Test
    void isSmallOverTheWire() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            List<String> withoutOverlay = ClientScript.PARTS.stream()
                    .filter(part -> !part.equals("overlay.js") && !part.equals("elements.js"))
                    .toList();
            gzip.write(ClientScript.of(withoutOverlay).bytes());
        }

        assertThat(compressed.size()).isLessThan(10_000);
    }

    @Test
    void isLoadedOnceAndCannotBeChanged() {
        byte[] bytes = ClientScript.get().bytes();
        bytes[0] = '!';

        assertThat(ClientScript.get()).isSameAs(ClientScript.get());
        assertThat(ClientScript.get().bytes()[0]).isEqualTo((byte) '(');
        assertThat(ClientScript.get().etag()).matches("\"[0-9a-f]{16}\"");
    }

    /** The script's own tests, which need Node.js; a real browser has its say in the modules that have a server. */
    @Test
    void passesItsOwnTests(@TempDir Path directory) throws Exception {
        assumeTrue(isInstalled("node"), "node is not on the PATH, so the client script's own tests cannot run");
        Path script =
                Files.write(directory.resolve("client.js"), ClientScript.get().bytes());
        ProcessBuilder command =
                new ProcessBuilder("node", "--test", resource("client.test.mjs").toString());
        command.environment().put("HMR_CLIENT_SCRIPT", script.toString());
        Process node = command.redirectErrorStream(true).start();
        String report = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(node.waitFor()).as(report).isZero();
        assertThat(report).contains("# fail 0").doesNotContain("# pass 0");
    }

    /** What the comments say of types is true; both scripts, with their comments. */
    @ParameterizedTest
    @MethodSource("scripts")
    void isAcceptedByTheTypeChecker(List<String> parts, @TempDir Path directory) throws Exception {
        assumeTrue(isInstalled("tsc"), "tsc is not on the PATH, so the client script's types cannot be checked");
        StringBuilder script = new StringBuilder("(() => {\n");
        for (String part : parts) {
            script.append(Files.readString(resource(part)));
        }
        Path file = Files.writeString(directory.resolve("script.js"), script.append("})();\n"));
        String options =
                "--allowJs --checkJs --noEmit --strict false --noImplicitAny --target esnext --lib esnext,dom,dom.iterable";
        List<String> command = new ArrayList<>(List.of("tsc"));
        command.addAll(List.of(options.split(" ", -1)));
        command.add(file.toString());
        Process tsc = new ProcessBuilder(command).redirectErrorStream(true).start();
        String report = new String(tsc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(tsc.waitFor()).as(report).isZero();
    }

    static Stream<List<String>> scripts() {
        return Stream.of(ClientScript.PARTS, ClientScript.DEVELOPER_PAGE_PARTS);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static Path resource(String name) throws Exception {
        URL url = Objects.requireNonNull(ClientScriptTest.class.getResource(name), name);
        return Path.of(url.toURI());
    }
}
