package dev.hmr.example;

import static dev.hmr.example.ExampleProject.STYLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.protocol.Payload.Connected;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages that the browser knows by other paths than the server. */
class ReverseProxyTest {
    private static final String PAGE = "src/main/resources/public/plain.html";

    @RegisterExtension
    static final LiveExample live = new LiveExample();

    private final ExampleProject project = live.project();

    @Test
    void pagesUnderTheBasePathOfAProxyAreUpdatedAndComeBackAsAnyOthers() throws IOException {
        project.add(
                PAGE, "<!doctype html><title>Plain</title><link rel=stylesheet href=style.css><h1>Plain</h1><input>");
        live.example().await("the page", () -> live.example().get("/plain.html").statusCode() == 200);
        try (ReverseProxy proxy =
                ReverseProxy.start("/tools/demo", live.example().port())) {
            Tab plain = live.openAt(proxy.url("/plain.html"));
            Tab other = live.openAt(proxy.url("/plain.html"));
            Tab about = live.openAt(proxy.url("/about/"));
            plain.mark();

            project.save(STYLE, project.read(STYLE) + "\nh1 { text-transform: uppercase; }\n");

            plain.awaitStyle("h1", "textTransform", "uppercase");
            plain.awaitUpdate("public/style.css");
            other.awaitUpdate("public/style.css");

            project.replace(PAGE, "<h1>Plain", "<h1>Edited");

            plain.awaitText("h1", "Edited");
            other.awaitText("h1", "Edited");
            plain.awaitUpdate("public/plain.html");
            assertThat(plain.isMarked()).isTrue();
            assertThat(about.refreshes()).isEmpty();

            live.restart();

            plain.awaitNews(Connected.class, 2);
            assertThat(plain.isMarked()).isFalse();
        }
    }
}
