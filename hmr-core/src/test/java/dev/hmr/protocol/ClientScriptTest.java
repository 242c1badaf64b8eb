package dev.hmr.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientScriptTest {

    @Test
    void isOneScriptMadeOfAllParts() {
        String script = new String(ClientScript.get().bytes(), StandardCharsets.UTF_8);

        assertThat(script).startsWith("(() => {").endsWith("})();\n");
        assertThat(script).contains("function reasonToReload(", "function showOverlay(", "function start(");
    }

    @Test
    void neverParsesDataAsMarkup() {
        assertThat(new String(ClientScript.get().bytes(), StandardCharsets.UTF_8))
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
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
    @ParameterizedTest
    @ValueSource(strings = {"relevance.test.mjs", "client.test.mjs"})
    void passesItsOwnTests(String suite) throws Exception {
        assumeTrue(nodeIsInstalled(), "node is not on the PATH, so the client script's own tests cannot run");
        ProcessBuilder command =
                new ProcessBuilder("node", "--test", resource(suite).toString());
        command.environment()
                .put(
                        "HMR_CLIENT_DIRECTORY",
                        resource("client.js").resolveSibling("").toString());
        Process node = command.redirectErrorStream(true).start();
        String report = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(node.waitFor()).as(report).isZero();
        assertThat(report).contains("# fail 0").doesNotContain("# pass 0");
    }

    private static boolean nodeIsInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "node")));
    }

    private static Path resource(String name) throws Exception {
        URL url = Objects.requireNonNull(ClientScriptTest.class.getResource(name), name);
        return Path.of(url.toURI());
    }
}
