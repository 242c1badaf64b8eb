package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.protocol.Change;
import dev.hmr.protocol.Change.Use;
import dev.hmr.protocol.Payload.Connected;
import dev.hmr.protocol.Payload.Failure;
import dev.hmr.protocol.Payload.FailureKind;
import dev.hmr.protocol.Payload.Update;
import dev.hmr.protocol.Problem;
import dev.hmr.protocol.Route;
import jakarta.servlet.RequestDispatcher;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which page made which request, and what each hears of a reload. */
class PagesTest {
    private static final List<Route> DETECT = List.of(new Route("POST", "/detect", "/detect"));

    private final TestServer server = TestServer.start((request, response) -> {
        response.setContentType("text/html;charset=utf-8");
        if (request.getRequestURI().equals("/throws")) {
            throw new IllegalStateException("thrown on purpose");
        }
        if (request.getRequestURI().equals("/fails")) {
            // As a framework does that makes the page for it itself.
            request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("thrown on purpose"));
            response.setStatus(500);
        }
        response.getOutputStream().print("<p>Hello");
    });

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void onlyThePageThatMadeTheRequestIsConcerned() throws Exception {
        Page index = open("/");
        Page about = open("/about");
        request("POST", "/detect", "/", "Sec-Fetch-Dest: empty");

        server.browsers.update(1, DETECT, List.of());

        assertThat(index.next()).isEqualTo(new Update(1, List.of(data("/detect", false))));
        assertThat(about.next()).isEqualTo(new Update(1, List.of()));
    }

    @Test
    void itsOwnDocumentIsARequestLikeOthers() throws Exception {
        Page user = open("/users/7?tab=2");
        Page users = open("/users");

        server.browsers.update(1, List.of(new Route("GET", "/users/{id}", "/users/[^/]+/?")), List.of());

        assertThat(user.next())
                .isEqualTo(new Update(1, List.of(new Change(Use.DOCUMENT, "/users/7", "GET /users/{id}", false))));
        assertThat(users.next()).isEqualTo(new Update(1, List.of()));
    }

    @Test
    void twoTabsOfOneAddressLookForThemselves() throws Exception {
        Page one = open("/");
        Page other = open("/");
        request("POST", "/detect", "/", "Sec-Fetch-Dest: empty");

        server.browsers.update(1, DETECT, List.of());

        assertThat(one.next()).isEqualTo(new Update(1, List.of(data("/detect", true))));
        assertThat(other.next()).isEqualTo(new Update(1, List.of(data("/detect", true))));
    }

    @Test
    void whatAStyleSheetOrModuleAsksForIsItsPages() throws Exception {
        Page index = open("/");
        Page about = open("/about");
        request("GET", "/style.css?v=3", "/", "Sec-Fetch-Dest: style");
        request("GET", "/logo.png", "/style.css?v=3", "Sec-Fetch-Dest: image");

        server.browsers.update(0, List.of(), List.of("public/logo.png"));

        assertThat(index.next())
                .isEqualTo(new Update(0, List.of(new Change(Use.IMAGE, "/logo.png", "public/logo.png", false))));
        assertThat(about.next()).isEqualTo(new Update(0, List.of()));
    }

    @Test
    void aRequestThatHidesItsPageMayBeAnyPages() throws Exception {
        Page index = open("/");
        Page about = open("/about");
        server.send("POST", "/detect", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Dest: empty");
        request("POST", "/pushed", "/an/address/made/by/a/script", "Sec-Fetch-Dest: empty");

        server.browsers.update(1, DETECT, List.of());
        server.browsers.update(2, List.of(new Route("POST", "/pushed", "/pushed")), List.of());

        for (Page page : List.of(index, about)) {
            assertThat(page.next()).isEqualTo(new Update(1, List.of(data("/detect", true))));
            assertThat(page.next())
                    .isEqualTo(new Update(2, List.of(new Change(Use.DATA, "/pushed", "POST /pushed", true))));
        }
    }

    @Test
    void aProgramThatIsNoBrowserIsNobodys() throws Exception {
        Page index = open("/");
        server.send("POST", "/detect");
        server.send("POST", "/detect", "Referer: http://elsewhere.example/");
        server.send("POST", "/detect", "Referer: nonsense");

        server.browsers.update(1, DETECT, List.of());

        assertThat(index.next()).isEqualTo(new Update(1, List.of()));
    }

    @Test
    void whatAPageMissesItHearsWhenItConnects() throws Exception {
        Answer document = server.show("/");
        request("POST", "/detect", "/", "Sec-Fetch-Dest: empty");
        server.browsers.update(1, DETECT, List.of());
        server.browsers.update(1, List.of(), List.of("public/unrelated.css"));

        Page late = Page.open(server, document);

        assertThat(late.next()).isEqualTo(new Connected(0, server.identity.id(), true));
        assertThat(late.next()).isEqualTo(new Update(0, List.of(data("/detect", false))));
        server.browsers.update(2, List.of(), List.of());
        assertThat(late.next()).isEqualTo(new Update(2, List.of()));
    }

    @Test
    void aPageThatFetchedItsDocumentAgainIsUpToDate() throws Exception {
        Answer document = server.show("/users");
        Page page = Page.open(server, document);
        assertThat(page.next()).isInstanceOf(Connected.class);
        server.generations.swap(1, TestServer.servlet((request, response) -> {}), TestServer.CONTEXT);
        server.send("GET", "/users", "Hmr-Page: " + Page.idIn(document));

        server.browsers.update(1, List.of(new Route("GET", "/users", "/users")), List.of());

        assertThat(page.next()).isEqualTo(new Update(1, List.of()));
    }

    @Test
    void whatTheApplicationThrowsIsShownToThePageThatAsked() throws Exception {
        Page index = open("/");
        Page about = open("/about");
        request("GET", "/throws", "/", "Sec-Fetch-Dest: empty");

        assertThat(index.next()).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.REQUEST);
            assertThat(failure.headline()).isEqualTo("GET /throws failed");
            assertThat(failure.problems()).extracting(Problem::message).containsExactly("thrown on purpose");
        });
        server.browsers.update(1, List.of(), List.of());
        assertThat(index.next()).isEqualTo(new Update(1, List.of()));
        assertThat(about.next()).isEqualTo(new Update(1, List.of()));
    }

    @Test
    void aDocumentThatFailedShowsItAsSoonAsItIsThere() throws Exception {
        Answer document = server.show("/fails");

        Page page = Page.open(server, document);

        assertThat(page.next()).isInstanceOf(Connected.class);
        assertThat(page.next()).isInstanceOf(Failure.class);
    }

    @Test
    void aPageThatNobodyKnowsIsToldSo() throws Exception {
        assertThat(Page.open(server).next()).isEqualTo(new Connected(0, server.identity.id(), false));
    }

    @Test
    void documentsThatNobodyShowsAreForgottenAndOpenPagesAreNot() throws Exception {
        Page open = open("/");
        for (int i = 0; i < 1_100; i++) {
            server.show("/page-" + i);
        }

        server.browsers.update(1, List.of(new Route("GET", "/", "/")), List.of());

        assertThat(open.next()).isEqualTo(new Update(1, List.of(new Change(Use.DOCUMENT, "/", "GET /", false))));
        assertThat(server.browsers.pages().size()).isEqualTo(1_001);
    }

    private Page open(String path) throws InterruptedException {
        Page page = Page.open(server, server.show(path));
        assertThat(page.next()).isEqualTo(new Connected(0, server.identity.id(), true));
        return page;
    }

    /** A request that a browser says a page has made. */
    private void request(String method, String path, String page, String header) {
        server.send(method, path, "Referer: http://localhost:" + server.port() + page, header);
    }

    private static Change data(String path, boolean shared) {
        return new Change(Use.DATA, path, "POST " + path, shared);
    }
}
