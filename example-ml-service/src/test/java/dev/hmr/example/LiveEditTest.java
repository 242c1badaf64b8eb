package dev.hmr.example;

import static dev.hmr.example.ExampleProject.DETECT_HANDLER;
import static dev.hmr.example.RunningExample.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job over HTTP: save the handler, the running service has it, the model stays loaded. */
class LiveEditTest {
    private static final String GREETING = "This looks like ";

    @TempDir
    static Path directory;

    private static ExampleProject project;
    private static RunningExample example;

    @BeforeAll
    static void start() throws Exception {
        project = ExampleProject.copyTo(directory);
        example = RunningExample.start(project);
    }

    @AfterAll
    static void stop() {
        if (example != null) {
            example.close();
        }
    }

    @AfterEach
    void restore() {
        example.restore();
    }

    @Test
    void anEditIsServedAndTheModelStaysLoaded() throws Exception {
        assertThat(example.answer()).isEqualTo("This looks like French.");
        var model = json(example.get("/model"));

        project.replace(DETECT_HANDLER, GREETING, "I would say it is ");

        example.await("the new answer", () -> example.answer().equals("I would say it is French."));
        assertThat(json(example.get("/model"))).isEqualTo(model);
        assertThat(model.path("loads").asInt()).isEqualTo(1);
        // In production none of them may be there: ProductionModeTest looks in the same way.
        assertThat(example.threads()).anyMatch(name -> name.startsWith("hmr"));
    }

    @Test
    void theReloadLineNamesTheAffectedRouteAndNoOther() {
        String line = "[hmr] DetectHandler.java: ";
        int before = example.outputLines(line).size();

        project.replace(DETECT_HANDLER, GREETING, "This might be ");

        example.await("a reload line", () -> example.outputLines(line).size() > before);
        assertThat(example.outputLines(line).get(before))
                .matches("\\[hmr\\] DetectHandler\\.java: live: POST /detect in [0-9.]+ ms"
                        + " \\(detect [0-9.]+, compile [0-9.]+, load [0-9.]+, swap [0-9.]+\\)");
    }

    @Test
    void aSyntaxErrorIsPrintedWithItsPlaceWhileTheLastGoodCodeServes() {
        project.replace(DETECT_HANDLER, GREETING, "Surely this is ");
        example.await("the new answer", () -> example.answer().equals("Surely this is French."));

        project.replace(DETECT_HANDLER, "if (scores.isEmpty()) {", "if (scores.isEmpty() {");

        String place = "    " + DETECT_HANDLER + ":" + project.lineOf(DETECT_HANDLER, "if (scores") + ":";
        example.await("the error", () -> !example.outputLines(place).isEmpty());
        assertThat(example.outputLines(place)).singleElement().asString().endsWith(": ')' expected");
        assertThat(example.answer()).isEqualTo("Surely this is French.");

        project.replace(DETECT_HANDLER, "if (scores.isEmpty() {", "if (scores.isEmpty()) {");
        project.replace(DETECT_HANDLER, "Surely this is ", "Fixed, this is ");

        example.await("the fix", () -> example.answer().equals("Fixed, this is French."));
    }

    @Test
    void fourClientsSeeNoFailedRequestDuringTwentyEdits() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Integer>> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                clients.add(threads.submit(() -> requestsUntil(done)));
            }
            String shown = GREETING;
            for (int edit = 1; edit <= 20; edit++) {
                String next = "Edit " + edit + " says ";
                project.replace(DETECT_HANDLER, shown, next);
                example.await(next, () -> example.answer().equals(next + "French."));
                shown = next;
            }
        } finally {
            done.set(true);
            threads.shutdown();
        }

        for (Future<Integer> client : clients) {
            assertThat(client.get()).isGreaterThan(20);
        }
        assertThat(json(example.get("/model")).path("loads").asInt()).isEqualTo(1);
    }

    /** Requests one thing after the other; returns how many were answered, or fails. */
    private static int requestsUntil(AtomicBoolean done) {
        int answered = 0;
        while (!done.get()) {
            for (HttpResponse<String> response : List.of(
                    example.detect("Die Züge sind heute Morgen schon wieder verspätet"),
                    example.get("/health"),
                    example.get("/"))) {
                assertThat(response.statusCode()).as(response::toString).isEqualTo(200);
                answered++;
            }
        }
        return answered;
    }
}
