package dev.hmr.example;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import com.github.pemistahl.lingua.api.Language;
import io.javalin.Javalin;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service over HTTP, with three languages instead of all, which load in less than a second. */
class ApiTest {
    private static Javalin server;
    private static RequestSpecification service;

    @BeforeAll
    static void start() {
        LanguageModel model = LanguageModel.load(List.of(Language.ENGLISH, Language.FRENCH, Language.GERMAN));
        server = Javalin.start(config -> {
            config.jetty.port = 0;
            App.routes(config, model);
        });
        service = new RequestSpecBuilder().setPort(server.port()).build();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "The trains are late again this morning, English",
        "Les trains sont encore en retard ce matin, French",
        "Die Züge sind heute Morgen schon wieder verspätet, German",
    })
    void detectsTheLanguage(String text, String language) {
        given(service)
                .contentType(ContentType.JSON)
                .body(Map.of("text", text))
                .post("/detect")
                .then()
                .statusCode(200)
                .body("language", equalTo(language))
                .body("message", equalTo("This looks like " + language + "."));
    }

    @Test
    void scoresEveryLanguageRelativeToTheBestMatch() {
        given(service)
                .body(Map.of("text", "Les trains sont encore en retard ce matin"))
                .post("/detect")
                .then()
                .body("confidences.size()", equalTo(3))
                .body("confidences[0].code", equalTo("fr"))
                .body("confidences[0].language", equalTo("French"))
                .body("confidences[0].confidence", equalTo(1.0f))
                .body("confidences[1..2].confidence", everyItem(greaterThan(0f)))
                .body("confidences[1..2].confidence", everyItem(lessThan(1f)));
    }

    @Test
    void admitsThatNoLanguageFits() {
        given(service)
                .body(Map.of("text", "12345"))
                .post("/detect")
                .then()
                .statusCode(200)
                .body("language", nullValue())
                .body("message", equalTo("This could be any language."))
                .body("confidences", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "5", "{\"txt\": \"Bonjour\"}"})
    void refusesABodyWithoutText(String body) {
        refuses(body, "\"text\" is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "null", "[\"Bonjour\"]", "{\"text\": \"Bonjour\"}"})
    void refusesATextThatIsNoString(String text) {
        refuses("{\"text\": " + text + "}", "\"text\" must be a string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\\n\\t\\u2003"})
    void refusesABlankText(String text) {
        refuses("{\"text\": \"" + text + "\"}", "\"text\" is blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bonjour", "{\"text\": ", "{\"text\": \"Bonjour\"} {}", "text=Bonjour"})
    void refusesABodyThatIsNotJson(String body) {
        refuses(body, "The body is not JSON");
    }

    @Test
    void refusesATextThatIsTooLong() {
        String longest = "a".repeat(DetectRequest.MAX_LENGTH);
        given(service)
                .body("{\"text\": \"" + longest + "\"}")
                .post("/detect")
                .then()
                .statusCode(200);
        refuses("{\"text\": \"" + longest + "a\"}", "has 10001 characters: send no more than 10000");
    }

    @Test
    void namesTheLanguages() {
        given(service)
                .get("/languages")
                .then()
                .statusCode(200)
                .body("name", contains("English", "French", "German"))
                .body("code", contains("en", "fr", "de"));
    }

    @Test
    void loadedTheModelOnce() {
        given(service)
                .get("/model")
                .then()
                .statusCode(200)
                .body("loads", equalTo(1))
                .body("loadMillis", greaterThan(0))
                .body("languages", equalTo(3));
    }

    @Test
    void isHealthy() {
        given(service).get("/health").then().statusCode(200).body("status", equalTo("up"));
    }

    @Test
    void saysInJsonThatAPathIsUnknown() {
        given(service)
                .get("/nowhere")
                .then()
                .statusCode(404)
                .contentType(ContentType.JSON)
                .body("message", containsString("/nowhere"));
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html, Which language is this?",
        "/about, text/html, About this service",
        "/detect.js, text/javascript, /detect",
        "/about.js, text/javascript, /languages",
        "/style.css, text/css, prefers-color-scheme",
        "/icon.svg, image/svg+xml, <svg",
    })
    void servesThePages(String path, String type, String part) {
        given(service)
                .get(path)
                .then()
                .statusCode(200)
                .contentType(containsString(type))
                .body(containsString(part));
    }

    private static void refuses(String body, String reason) {
        given(service)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/detect")
                .then()
                .statusCode(400)
                .contentType(ContentType.JSON)
                .body("message", containsString(reason));
    }
}
