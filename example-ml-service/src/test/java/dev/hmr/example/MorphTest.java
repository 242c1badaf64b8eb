package dev.hmr.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.hmr.protocol.ClientScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The part of the client script that brings a document up to date, alone in a real browser. */
class MorphTest {
    private static final String LAB = """
            (() => {
              %s
              let version;
              window.lab = {
                load: () => { version = firstVersion(document.documentElement, new Map(), undefined); },
                change: (html) => {
                  try {
                    version = morph(version, parse(html), "");
                    return "changed";
                  } catch (e) {
                    if (e instanceof NeedsReload) return e.message;
                    throw e;
                  }
                },
              };
            })()
            """;

    private static Chromium chromium;
    private static Page page;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launchOrSkip();
        page = chromium.browser().newPage();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** Before; what the user or a script does then; after; what must be true. */
    static Stream<Arguments> whatStays() {
        return Stream.of(
                Arguments.of(
                        "a typed text, the focus and the caret",
                        "<p>Old</p><input name=q>",
                        "const i = document.querySelector('input'); i.focus(); i.value = 'half'; i.setSelectionRange(2, 3)",
                        "<h2>New</h2><p>Old</p><input name=q class=wide>",
                        "document.activeElement.value === 'half' && document.activeElement.selectionStart === 2"
                                + " && document.activeElement.className === 'wide'"),
                Arguments.of(
                        "a typed text whose field gets another default",
                        "<input id=a value=one><input id=b value=one>",
                        "document.querySelector('#a').value = 'mine'",
                        "<input id=a value=two><input id=b value=two>",
                        "document.querySelector('#a').value === 'mine' && document.querySelector('#b').value === 'two'"),
                Arguments.of(
                        "a text area, a tick, a radio button and a choice",
                        "<textarea>a</textarea><input type=checkbox><input type=radio name=r value=1 checked>"
                                + "<input type=radio name=r value=2><select><option>x<option>y</select>",
                        "document.querySelector('textarea').value = 'mine'; const i = document.querySelectorAll('input');"
                                + "i[0].checked = true; i[2].checked = true; document.querySelector('select').value = 'y'",
                        "<textarea>b</textarea><input type=checkbox class=c><input type=radio name=r value=1 checked>"
                                + "<input type=radio name=r value=2 class=c><select><option>x<option>y<option>z</select>",
                        "document.querySelector('textarea').value === 'mine' && document.querySelector('[type=checkbox]').checked"
                                + " && document.querySelector('[value=\"2\"]').checked && document.querySelector('select').value === 'y'"),
                Arguments.of(
                        "a field that is wrapped, with the focus",
                        "<label>Name</label><input id=name><p>x</p>",
                        "document.querySelector('input').focus(); document.activeElement.value = 'half'; window.was = document.activeElement",
                        "<div class=row><label>Name</label><span><input id=name></span></div><p>x</p>",
                        "document.querySelector('.row span > input') === window.was && document.activeElement === window.was && window.was.value === 'half'"),
                Arguments.of(
                        "a field that is unwrapped",
                        "<div><input id=name></div>",
                        "document.querySelector('input').value = 'half'",
                        "<section><b>New</b></section><input id=name>",
                        "document.body.lastElementChild.value === 'half' && !document.querySelector('div')"),
                Arguments.of(
                        "what is open",
                        "<details><summary>s</summary><p>a</p></details><dialog>d</dialog>",
                        "document.querySelector('details').open = true; document.querySelector('dialog').show()",
                        "<details><summary>t</summary><p>b</p></details><dialog>e</dialog>",
                        "document.querySelector('details').open && document.querySelector('dialog').open"
                                + " && document.querySelector('summary').textContent === 't'"),
                Arguments.of(
                        "the scroll position",
                        "<ul style='height: 50px; overflow: auto'>" + "<li>one".repeat(50) + "</ul>",
                        "document.querySelector('ul').scrollTop = 300",
                        "<ul style='height: 50px; overflow: auto'>" + "<li>one".repeat(50) + "<li>new</ul><p>more</p>",
                        "document.querySelector('ul').scrollTop === 300"),
                Arguments.of(
                        "what a script has filled",
                        "<ul id=list></ul><p>Old</p>",
                        "document.querySelector('#list').innerHTML = '<li>a<li>b'",
                        "<ul id=list class=wide></ul><p>New</p>",
                        "document.querySelectorAll('#list.wide > li').length === 2 && document.querySelector('p').textContent === 'New'"),
                Arguments.of(
                        "what a script has added between",
                        "<p>a</p><p>b</p>",
                        "document.querySelector('p').after(document.createElement('hr'))",
                        "<p>a</p><p>b</p><p>c</p>",
                        "[...document.body.children].map((e) => e.localName).join() === 'p,hr,p,p'"),
                Arguments.of(
                        "a class that a script has added",
                        "<p class='a b'>x</p>",
                        "document.querySelector('p').classList.add('mine')",
                        "<p class='b c'>x</p>",
                        "[...document.querySelector('p').classList].sort().join() === 'b,c,mine'"),
                Arguments.of(
                        "a listener on an element that moved",
                        "<ul><li id=a>a<li id=b>b<li id=c>c</ul>",
                        "window.heard = 0; document.querySelector('#c').addEventListener('click', () => window.heard++)",
                        "<ul><li id=c>C<li id=b>b<li id=a>a</ul>",
                        "document.querySelector('li').click(), window.heard === 1 && document.querySelector('ul').textContent === 'Cba'"),
                Arguments.of(
                        "an item whose list gets another one before it",
                        "<ul><li>a<li>b</ul>",
                        "window.was = [...document.querySelectorAll('li')]",
                        "<ul><li>new<li>a<li>b</ul>",
                        "document.querySelectorAll('li')[1] === window.was[0] && document.querySelectorAll('li')[2] === window.was[1]"),
                Arguments.of(
                        "an element that asks to be kept",
                        "<div data-hmr-keep>12:00</div>",
                        "document.querySelector('div').append(' and more')",
                        "<div data-hmr-keep class=x>12:01</div><p>new</p>",
                        "document.querySelector('div').textContent === '12:00 and more' && document.querySelector('p') !== null"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatStays")
    void keeps(String what, String before, String act, String after, String check) {
        load(before);
        page.evaluate(act);

        assertThat(change(after)).isEqualTo("changed");

        assertThat(page.evaluate(check)).as(what).isEqualTo(true);
    }

    /** Before; what a script does then; after; the reason. */
    static Stream<Arguments> whatNeedsANewDocument() {
        return Stream.of(
                Arguments.of("<script>window.a = 1</script>", "", "<script>window.a = 2</script>", "script element"),
                Arguments.of("<p>x", "", "<p>x</p><script>window.a = 2</script>", "script element"),
                Arguments.of("<base href=/a/>", "", "<base href=/b/>", "base element"),
                Arguments.of(
                        "<meta http-equiv=refresh content=1000>",
                        "",
                        "<meta http-equiv=refresh content=2000>",
                        "meta element"),
                Arguments.of(
                        "<p>Old",
                        "document.querySelector('p').textContent = 'Mine'",
                        "<p>New",
                        "written over|replaced"),
                Arguments.of("<p>Old", "document.querySelector('p').remove()", "<p>New", "replaced"),
                Arguments.of(
                        "<p style='color: red'>x",
                        "document.querySelector('p').style.color = 'blue'",
                        "<p style='color: green'>x",
                        "attribute style"));
    }

    @ParameterizedTest
    @MethodSource("whatNeedsANewDocument")
    void touchesNothingWhenItCannotBeRight(String before, String act, String after, String reason) {
        load("<i>first</i>" + before);
        page.evaluate("() => {" + act + "}");
        Object was = page.evaluate("document.documentElement.outerHTML");

        assertThat(change("<b>changed</b>" + after)).containsPattern(reason);

        assertThat(page.evaluate("document.documentElement.outerHTML")).isEqualTo(was);
    }

    @Test
    void aScriptThatIsTheSameNeitherMovesNorRunsAgain() {
        load("<script>window.runs = (window.runs ?? 0) + 1</script><p>Old");

        assertThat(change("<div><script>window.runs = (window.runs ?? 0) + 1</script></div><p>New"))
                .isEqualTo("changed");

        assertThat(page.evaluate("window.runs")).isEqualTo(1);
        assertThat(page.evaluate("document.querySelector('p').textContent")).isEqualTo("New");
    }

    @Test
    void aFilmGoesOnAndAFrameIsNotLoadedAgainWhenTheyMove() {
        load("<p>a</p><iframe id=f srcdoc='<p>framed'></iframe><video id=v></video>");
        page.waitForFunction("document.querySelector('iframe').contentDocument?.querySelector('p')");
        page.evaluate(
                "() => { document.querySelector('iframe').contentWindow.mine = 1; window.was = document.querySelector('video'); }");

        assertThat(
                        change(
                                "<div><video id=v></video></div><p>a</p><section><iframe id=f srcdoc='<p>framed'></iframe></section>"))
                .isEqualTo("changed");

        assertThat(page.evaluate("document.querySelector('div > video') === window.was"))
                .isEqualTo(true);
        assertThat(page.evaluate("document.querySelector('section > iframe').contentWindow.mine"))
                .isEqualTo(1);
    }

    @Test
    void theDocumentBecomesTheNewOneStepByStep() {
        List<String> steps = List.of(
                "<!doctype html><html lang=en><head><title>One</title><meta name=a content=1><style>p{color:red}</style>"
                        + "</head><body class=x><!-- a --><p>One <b>two</b> three</body>",
                "<!doctype html><html lang=de data-x><head><title>Two</title><link rel=canonical href=/x><style>p{color:blue}"
                        + "</style></head><body><table><tr><td>1<td>2</table><p>One three</body>",
                "<!doctype html><html lang=de><head><title>Two</title></head><body><svg viewBox='0 0 9 9'><use xlink:href='#a'/>"
                        + "<g><path d='M0 0'/></g></svg><template><p>a</template><noscript><p>none</p></noscript></body>",
                "<!doctype html><html lang=de><head><title>Two</title></head><body><svg viewBox='0 0 9 8'><use xlink:href='#b'/>"
                        + "<path d='M0 1'/></svg><template><p>b</template><noscript><p>nothing</p></noscript><pre> a\n b</pre></body>");
        page.setContent(steps.get(0));
        prepare();

        for (String step : steps) {
            assertThat(change(step)).isEqualTo("changed");
            assertThat(text()).as(step).isEqualTo(textOf(step));
        }
        assertThat(page.evaluate("document.querySelector('template').content.textContent"))
                .isEqualTo("b");
        assertThat(page.evaluate(
                        "document.querySelector('use').getAttributeNS('http://www.w3.org/1999/xlink', 'href')"))
                .isEqualTo("#b");
    }

    /** Any document may follow any other: what comes out is always what the server has sent. */
    @Test
    void anyTwoDocumentsCanFollowEachOther() {
        page.setContent("<body></body>");
        prepare();

        Object wrong = page.evaluate("""
                () => {
                  let state = 20261121;
                  const random = (n) => (state = (state * 48271) % 2147483647) % n;
                  const node = (depth, ids) => {
                    if (depth === 0 || random(4) === 0) return `text ${random(5)}`;
                    const id = random(3) === 0 && ids.length ? ` id=${ids.splice(random(ids.length), 1)}` : "";
                    const kind = random(3) === 0 ? ` class=c${random(4)}` : "";
                    const name = ["div", "section", "i", "b", "em", "u"][random(6)];
                    return `<${name}${id}${kind}>${Array.from({ length: random(5) }, () => node(depth - 1, ids)).join("<!---->")}</${name}>`;
                  };
                  const documents = Array.from({ length: 400 }, () => `<body>${node(4, [..."abcdefgh"])}<div>${node(3, [..."ijkl"])}</div></body>`);
                  for (const html of documents) {
                    const result = lab.change(html);
                    const found = document.body.innerHTML.replaceAll("<!---->", "");
                    const expected = new DOMParser().parseFromString(html, "text/html").body.innerHTML.replaceAll("<!---->", "");
                    if (result !== "changed" || found !== expected) return [result, html, found];
                  }
                  return null;
                }
                """);

        assertThat(wrong).isNull();
    }

    private static void load(String body) {
        page.setContent("<!doctype html><title>Test</title><body>" + body + "</body>");
        prepare();
    }

    private static void prepare() {
        page.evaluate(LAB.formatted(source("morph.js")));
        page.evaluate("lab.load()");
    }

    private static String change(String html) {
        String document =
                html.startsWith("<!doctype") ? html : "<!doctype html><title>Test</title><body>" + html + "</body>";
        return String.valueOf(page.evaluate("(html) => lab.change(html)", document));
    }

    private static Object text() {
        return page.evaluate(
                "document.documentElement.outerHTML.replace(/<!--.*?-->/g, '').replace(/<noscript>.*?<.noscript>/g, '')");
    }

    private static Object textOf(String html) {
        return page.evaluate(
                "(html) => new DOMParser().parseFromString(html, 'text/html').documentElement.outerHTML.replace(/<!--.*?-->/g, '').replace(/<noscript>.*?<.noscript>/g, '')",
                html);
    }

    private static String source(String part) {
        try (InputStream in = Objects.requireNonNull(ClientScript.class.getResourceAsStream(part), part)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
