package dev.hmr.guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.servlet.HmrServlets;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guestbook, as visitors see it. */
class GuestbookTest {
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    enum Main {
        JETTY,
        TOMCAT;

        HmrServlets start() {
            return this == JETTY ? JettyMain.start(0) : TomcatMain.start(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void visitorsSignAndSeeWhatOthersWrote(Main main) throws Exception {
        try (HmrServlets server = main.start()) {
            String page = "http://127.0.0.1:" + server.port() + "/";
            assertThat(send(HttpRequest.newBuilder(URI.create(page))).body()).contains("You have been here 1 times.");

            HttpResponse<String> signed = send(HttpRequest.newBuilder(URI.create(page))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("name=" + main + "&text=2+%3C+3")));
            assertThat(signed.body())
                    .contains("<h2>" + main + "</h2>", "<p>2 &lt; 3</p>", "You have been here 2 times.");
            HttpResponse<String> shown =
                    send(HttpRequest.newBuilder(URI.create(page)).header("Accept", "text/html"));
            assertThat(shown.body()).contains("/@hmr/client.js");
            assertThat(send(HttpRequest.newBuilder(URI.create(page + "style.css")))
                            .body())
                    .contains("font-family");
            assertThat(send(HttpRequest.newBuilder(URI.create(page + "nowhere")))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
