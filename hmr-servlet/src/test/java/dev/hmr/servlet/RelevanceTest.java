package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.protocol.Change;
import dev.hmr.protocol.Change.Use;
import dev.hmr.protocol.Route;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests of a page, made of generation 4, are old answers after generation 5. */
class RelevanceTest {
    private static final Exchange DOCUMENT = byCode("GET", "/users/7", Use.DOCUMENT);

    @Test
    void aRouteConcernsWhatItAnswered() {
        assertThat(changed(List.of(route("GET", "/users/[^/]+")), DOCUMENT))
                .containsExactly(new Change(Use.DOCUMENT, "/users/7", "GET /shown", false));
        assertThat(changed(List.of(route("GET", "/orders")), DOCUMENT)).isEmpty();
    }

    @Test
    void aPatternMatchesTheWholePath() {
        assertThat(changed(List.of(route("GET", "/users")), DOCUMENT)).isEmpty();
        assertThat(changed(List.of(route("GET", "/users/7/more")), DOCUMENT)).isEmpty();
    }

    @Test
    void aRouteOfAnotherMethodHasNotAnsweredIt() {
        assertThat(changed(List.of(route("POST", "/users/7")), DOCUMENT)).isEmpty();
        assertThat(changed(List.of(route("WEBSOCKET", "/users/7")), DOCUMENT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEFORE", "AFTER", "BEFORE_MATCHED"})
    void aHandlerAroundOthersTakesPartInEveryMethod(String method) {
        assertThat(changed(List.of(route(method, ".*")), DOCUMENT)).hasSize(1);
    }

    @Test
    void aPatternThatIsNoneConcernsEverything() {
        assertThat(changed(List.of(route("GET", "(?<broken")), DOCUMENT)).hasSize(1);
    }

    @Test
    void anAnswerOfTheNewGenerationIsNoOldOne() {
        Exchange again = new Exchange("GET", "/users/7", "/users/7", Use.DOCUMENT, 5, false, false);

        assertThat(changed(List.of(route("GET", "/users/7")), again)).isEmpty();
    }

    @Test
    void anAssetConcernsWhatBearsItsName() {
        Exchange style = byFile("/style.css", Use.STYLE);

        assertThat(changedFile("public/style.css", DOCUMENT, style))
                .containsExactly(new Change(Use.STYLE, "/style.css", "public/style.css", false));
        assertThat(changedFile("public/other.css", DOCUMENT, style)).isEmpty();
    }

    @Test
    void aFileThatIsServedAsItIsConcernsNothingElse() {
        Exchange about = byFile("/about", Use.DOCUMENT);

        assertThat(changedFile("public/about/index.html", about)).hasSize(1);
        assertThat(new Relevance(5, List.of(), List.of("public/about/index.html"), List.of(DOCUMENT, about))
                        .of(List.of(DOCUMENT)))
                .isEmpty();
    }

    @Test
    void anyOtherFileMayBePartOfWhatCodeAnswers() {
        Exchange data = byCode("POST", "/detect", Use.DATA);
        Exchange style = byFile("/style.css", Use.STYLE);
        Exchange still = byFile("/cities.json", Use.DATA);

        assertThat(changedFile("texts/messages.properties", DOCUMENT, data, style, still))
                .extracting(Change::path)
                .containsExactly("/users/7", "/detect");
    }

    @Test
    void aTemplateOfHtmlIsPartOfHtmlOnly() {
        Exchange json = new Exchange("GET", "/cities", "/cities", Use.DATA, 4, false, false);
        json.answered(answerOf("application/json"));
        Exchange fragment = new Exchange("GET", "/row", "/row", Use.DATA, 4, false, false);
        fragment.answered(answerOf("text/html;charset=utf-8"));

        assertThat(changedFile("templates/user.jte", DOCUMENT, json, fragment))
                .extracting(Change::path)
                .containsExactly("/users/7", "/row");
        assertThat(changedFile("data/cities.csv", json)).hasSize(1);
    }

    @Test
    void anAnswerWithATagIsTakenForTheFileThatBearsItsNameAndMayStillBeMadeOfOthers() {
        Exchange about = new Exchange("GET", "/about", "/about", Use.DOCUMENT, 4, false, false);
        about.answered(response("ETag"));

        assertThat(changedFile("public/about/index.html", about, DOCUMENT))
                .extracting(Change::path)
                .containsExactly("/about");
        assertThat(changedFile("templates/user.jte", about, DOCUMENT))
                .extracting(Change::path)
                .containsExactly("/about", "/users/7");
    }

    @Test
    void whatTheServerCannotTellApartThePageMustUnlessItIsUnderWay() {
        Exchange shared = new Exchange("GET", "/events", "/events", Use.DATA, 4, true, false);

        assertThat(changed(List.of(route("GET", "/events")), shared))
                .extracting(Change::shared)
                .containsExactly(false);
        shared.answered(response("Content-Type"));
        assertThat(changed(List.of(route("GET", "/events")), shared))
                .extracting(Change::shared)
                .containsExactly(true);
    }

    @Test
    void eachIsNamedOnceWithItsFirstReason() {
        List<Change> changes = new Relevance(
                        5,
                        List.of(route("BEFORE", ".*"), route("GET", "/users/7")),
                        List.of("templates/user.jte"),
                        List.of(DOCUMENT))
                .of(List.of(DOCUMENT));

        assertThat(changes).extracting(Change::reason).containsExactly("BEFORE /shown");
    }

    private static List<Change> changed(List<Route> routes, Exchange exchange) {
        return new Relevance(5, routes, List.of(), List.of(exchange)).of(List.of(exchange));
    }

    private static List<Change> changedFile(String file, Exchange... exchanges) {
        List<Exchange> all = new ArrayList<>(Arrays.asList(exchanges));
        return new Relevance(5, List.of(), List.of(file), all).of(all);
    }

    private static Route route(String method, String pattern) {
        return new Route(method, "/shown", pattern);
    }

    private static Exchange byCode(String method, String path, Use use) {
        Exchange exchange = new Exchange(method, path, path, use, 4, false, false);
        exchange.answered(response("Content-Type"));
        return exchange;
    }

    private static Exchange byFile(String path, Use use) {
        Exchange exchange = new Exchange("GET", path, path, use, 4, false, false);
        exchange.answered(response("Last-Modified"));
        return exchange;
    }

    private static HttpServletResponse answerOf(String contentType) {
        return new HttpServletResponseWrapper(response()) {
            @Override
            public String getContentType() {
                return contentType;
            }
        };
    }

    /** A response that has these headers and nothing else. */
    private static HttpServletResponse response(String... headers) {
        HttpServletResponse empty = (HttpServletResponse) Proxy.newProxyInstance(
                RelevanceTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> method.getReturnType() == int.class ? 200 : null);
        return new HttpServletResponseWrapper(empty) {
            @Override
            public boolean containsHeader(String name) {
                return Stream.of(headers).anyMatch(name::equals);
            }
        };
    }
}
