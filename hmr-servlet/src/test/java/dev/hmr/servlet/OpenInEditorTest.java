package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hmr.protocol.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With an editor that writes down what it is asked to open. */
@DisabledOnOs(OS.WINDOWS)
class OpenInEditorTest {
    @TempDir
    Path directory;

    private Path source;
    private Path notes;
    private TestServer server;
    private String failure;

    @BeforeEach
    void start() throws IOException {
        // A name in which a shell would find commands.
        source = Files.writeString(directory.resolve("A$(x)`y`&;'b.java"), "class A {}")
                .toRealPath();
        notes = directory.resolve("notes.txt");
        Path program = directory.resolve("editor");
        Files.writeString(
                program,
                "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + notes + ".part'\nmv '" + notes + ".part' '" + notes + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        server = TestServer.start(new Editor(program + " +{line}:{column} {file}", name -> false));
        failure = server.browsers.shown().remember(List.of(problem(source.toString()), problem("")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void security23_theEditorIsGivenThePlaceAndNoShellReadsIt() throws IOException {
        assertThat(open(body(failure, 0)).status()).isEqualTo(204);

        await().until(() -> Files.exists(notes));
        assertThat(Files.readAllLines(notes)).containsExactly("+7:3", source.toString());
    }

    @Test
    void security16_security24_onlyAPageOfThisServerMayAsk() {
        String body = body(failure, 0);
        String token = token();
        assertThat(server.send("GET", "/@hmr/open", token).status()).isEqualTo(405);
        assertThat(post(body, "Content-Type: application/json").status()).isEqualTo(403);
        assertThat(post(body, "Content-Type: application/json", "Hmr-Token: wrong")
                        .status())
                .isEqualTo(403);
        assertThat(post(body, "Content-Type: text/plain", token).status()).isEqualTo(415);
        assertThat(post(body, token).status()).isEqualTo(415);
        assertThat(post(body, "Content-Type: application/json", token, "Origin: http://localhost:1")
                        .status())
                .isEqualTo(403);
        assertThat(post(body, "Content-Type: application/json", token, "Origin: null")
                        .status())
                .isEqualTo(403);
        assertThat(post(body, "Content-Type: application/json", token, "Sec-Fetch-Site: cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(notes).doesNotExist();
    }

    @Test
    void security21_aRequestNamesNothingButAProblemThatWasShown() {
        assertThat(open(body("elsewhere", 0)).status()).isEqualTo(404);
        assertThat(open(body(failure, 2)).status()).isEqualTo(404);
        assertThat(open(body(failure, -1)).status()).isEqualTo(404);
        assertThat(open(body(failure, 1)).status()).as("it has no file").isEqualTo(404);
        assertThat(open("{\"file\":\"/etc/passwd\"}").status()).isEqualTo(400);
        assertThat(open("x".repeat(2_000)).status()).isEqualTo(413);
        assertThat(notes).doesNotExist();
    }

    @Test
    void security22_onlySourcesThatAreThereAreOpened() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret.env"), "");
        Path link = Files.createSymbolicLink(directory.resolve("Link.java"), secret);
        Editor editor = new Editor("no-such-program {file}", name -> false);

        for (Path file : List.of(secret, link, directory, directory.resolve("Gone.java"))) {
            assertThat(editor.open(file, 1, 1)).as(file.toString()).isPresent();
        }
        assertThat(notes).doesNotExist();
    }

    @Test
    void security25_theEditorIsChosenBySettingOrPath() {
        assertThat(new Editor(null, name -> false).open(source, 1, 1))
                .hasValueSatisfying(why -> assertThat(why).contains("No editor", "HMR_EDITOR"));
        assertThat(new Editor("no-such-program {file}", name -> false).open(source, 1, 1))
                .isPresent();
        assertThat(Editor.command("code --goto {file}:{line}:{column}", Path.of("/a b/C.java"), 7, 3))
                .containsExactly("code", "--goto", "/a b/C.java:7:3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"idea", "code"})
    void knowsTheUsualEditors(String name) throws IOException {
        Path program = directory.resolve(name);
        Files.copy(directory.resolve("editor"), program);
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThat(new Editor(program.toString(), any -> false).open(source, 7, 3))
                .isEmpty();

        await().until(() -> Files.exists(notes));
        assertThat(String.join(" ", read(notes)))
                .isEqualTo(name.equals("idea") ? "--line 7 --column 3 " + source : "--goto " + source + ":7:3");
    }

    private static List<String> read(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8);
    }

    private Answer open(String body) {
        return post(body, "Content-Type: application/json; charset=utf-8", token());
    }

    private String token() {
        return "Hmr-Token: " + server.identity.token().text();
    }

    private Answer post(String body, String... headers) {
        String head = "POST /@hmr/open HTTP/1.1|Host: localhost:" + server.port()
                + "|Connection: close|Content-Length: " + body.length() + "|" + String.join("|", headers) + "||";
        return server.sendRaw(head.replace("|", "\r\n") + body);
    }

    private static String body(String failure, int problem) {
        return "{\"failure\":\"" + failure + "\",\"problem\":" + problem + "}";
    }

    private static Problem problem(String file) {
        return new Problem(file, 7, 3, "does not compile", List.of());
    }
}
