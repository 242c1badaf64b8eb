package dev.hmr.example;

import static dev.hmr.example.ExampleProject.APP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.protocol.Payload.Connected;
import dev.hmr.protocol.Payload.Update;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to a page in use that a handler makes from a template, under a strict policy, when those are edited. */
class NothingLostTest {
    private static final String HANDLER = "src/main/java/dev/hmr/example/FormPage.java";
    private static final String TEMPLATE = "src/main/resources/templates/form.html";
    private static final String IMAGE = "src/main/resources/public/mark.svg";

    private static final String HANDLER_SOURCE = """
            package dev.hmr.example;

            import io.javalin.http.Context;
            import java.io.IOException;
            import java.nio.charset.StandardCharsets;
            import java.util.UUID;

            final class FormPage {
                static void show(Context ctx) throws IOException {
                    String nonce = UUID.randomUUID().toString();
                    ctx.header("Content-Security-Policy", "default-src 'none'; connect-src 'self'; img-src 'self';"
                            + " style-src 'self'; script-src 'nonce-" + nonce + "'");
                    try (var in = FormPage.class.getResourceAsStream("/templates/form.html")) {
                        ctx.html(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                .replace("{title}", "A form")
                                .replace("{nonce}", nonce));
                    }
                }
            }
            """;

    private static final String TEMPLATE_SOURCE = """
            <!doctype html>
            <title>{title}</title>
            <link rel="stylesheet" href="/style.css">
            <script nonce="{nonce}">window.runs = (window.runs ?? 0) + 1;</script>
            <body>
              <h1>{title}</h1>
              <img src="/mark.svg" alt="">
              <form>
                <label>Name <input name="name"></label>
                <details><summary>More</summary><textarea name="more">default</textarea></details>
              </form>
              <svg width="10" height="3000"></svg>
              <p>The end.</p>
            </body>
            """;

    private static final String IMAGE_SOURCE =
            "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><rect width='10' height='10'/></svg>";

    @RegisterExtension
    static final LiveExample live = new LiveExample();

    private final ExampleProject project = live.project();

    @BeforeAll
    static void addTheForm() {
        ExampleProject project = live.project();
        project.add(HANDLER, HANDLER_SOURCE);
        project.add(TEMPLATE, TEMPLATE_SOURCE);
        project.add(IMAGE, IMAGE_SOURCE);
        project.add(
                APP, project.read(APP).replace(".get(\"/health\"", ".get(\"/form\", FormPage::show).get(\"/health\""));
        live.example().await("the form", () -> live.example().get("/form").statusCode() == 200);
    }

    @Test
    void aHalfTypedFormTheFocusAndTheScrollPositionSurviveEditsOfTemplateAndHandler() {
        Tab form = live.open("/form");
        Tab about = live.open("/about");
        use(form);

        project.replace(TEMPLATE, "<h1>", "<p>A new line.</p><h1>");

        form.awaitUpdate("templates/form.html");
        form.awaitText("p >> nth=0", "A new line.");
        assertInUse(form);

        project.replace(HANDLER, "\"A form\"", "\"Another form\"");

        form.awaitUpdate("GET /form");
        form.awaitText("h1", "Another form");
        assertInUse(form);
        assertThat(form.page().title()).isEqualTo("Another form");
        assertThat(form.updates())
                .containsExactly(
                        "[hmr] templates/form.html changed: updated in place.",
                        "[hmr] GET /form changed: updated in place.");
        about.awaitNews(Update.class, 2);
        assertThat(about.sayings()).isEmpty();
    }

    @Test
    void anImageIsSwapped() {
        Tab form = live.open("/form");
        use(form);
        form.awaitTrue("document.querySelector('img').naturalWidth === 10");

        project.replace(IMAGE, "width='10' height='10'>", "width='20' height='10'>");

        form.awaitTrue("document.querySelector('img').naturalWidth === 20");
        assertInUse(form);
    }

    @Test
    void whatScriptsDemandComesWithANewDocumentThatKeepsWhatWasTyped() {
        Tab form = live.open("/form");
        use(form);

        project.replace(TEMPLATE, "?? 0) + 1", "?? 0) + 10");

        form.awaitNews(Connected.class, 2);
        form.awaitTrue("window.runs === 10 && document.querySelector('input').value === 'half a na'");
        assertThat(form.refreshes())
                .containsExactly(
                        "[hmr] templates/form.html changed, and a script element of the document did: refreshing.");
        assertThat(form.page().evaluate("document.activeElement.name")).isEqualTo("name");
    }

    private static void use(Tab form) {
        form.page().locator("input").fill("half a na");
        form.page()
                .evaluate(
                        "() => { const input = document.querySelector('input'); input.focus(); input.setSelectionRange(3, 5);"
                                + " document.querySelector('details').open = true;"
                                + " document.querySelector('textarea').value = 'mine'; scrollTo(0, 700); window.__marker = 1; }");
    }

    private static void assertInUse(Tab form) {
        assertThat(form.isMarked()).isTrue();
        assertThat(form.page()
                        .evaluate(
                                "() => { const input = document.activeElement; return [input.value, input.selectionStart,"
                                        + " input.selectionEnd, document.querySelector('details').open,"
                                        + " document.querySelector('textarea').value, window.runs].join(); }"))
                .isEqualTo("half a na,3,5,true,mine,1");
        // The browser may move on by what was added above, so that the same lines stay in view.
        assertThat((int) form.page().evaluate("Math.round(scrollY)")).isBetween(600, 900);
    }
}
