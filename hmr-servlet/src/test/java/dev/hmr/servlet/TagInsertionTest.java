package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagInsertionTest {
    private static final String TAG = "<script></script>";

    /** The bar marks where the tag belongs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "|text only",
                "|<p>fragment",
                "|<title>x</title>",
                "<!doctype html>|<title>x</title>",
                "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"http://www.w3.org/x.dtd\">\r\n|<body>",
                "<!doctype html><html><head>|<meta charset=utf-8>",
                "\n <!doctype html>\n<html lang='de'>\n<head>\n\t|<title>x</title>",
                "<HTML><HEAD>|<BASE href=/>",
                "<html>|<body class=x>",
                "<html>|<frameset>",
                "<html/>|<p>",
                "<html data-a=\"1>2\" data-b='3>4'><head id=h>|<p>",
                "<html data-a=\"it's>\">|<p>",
                "|<header>",
                "<html>|<header>",
                "|<htm>",
                "|<>",
                "|< html>",
                "|</html>",
                "<!-- a > b -- c -> --><!--x-->|<p>",
                "<!-->|<p>-->",
                "<!--->|<p>-->",
                "<!-- x --!>|<p>-->",
                "<!---->|<p>",
                "<!->|<p>",
                "<!- - ->|<p>",
                "<?xml version='1.0'?><!doctype html>|<p>",
                "<?--?>|<p>",
                "<!>|<p>",
                "<![CDATA[x]]>|<p>",
                "\uFEFF<!doctype html>|<p>",
                "\u00EF\u00BB\u00BF<!doctype html>|<p>",
                "\u00EF\u00BB\u00BF|text",
                "|\u00EF\u00BBtext",
                "|\u00E4rger",
                "<!doctype html>|\u00FEorn"
            })
    void goesBehindWhatMustComeFirst(String document) {
        assertPasses(document.replace("|", ""), document.replace("|", TAG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "<!doctype html>\n",
                "<!-- never closed <p> --",
                "<html lang=\"never closed <p>",
                "<html><hea",
                "<h",
                "\u00EF\u00BB",
                "\u00FE\u00FF\u0000<\u0000p",
                "\u00FF\u00FE<\u0000p\u0000",
                "\u0000<\u0000p",
                "<\u0000p\u0000"
            })
    void leavesAloneWhatItDoesNotUnderstand(String document) {
        assertPasses(document, document);
    }

    @Test
    void holdsBackNoMoreThanTheBeginningOfATag() {
        TagInsertion insertion = new TagInsertion(TAG);

        assertThat(insertion.pass("<!doctype html><!-- long")).isEqualTo("<!doctype html><!-- long");
        assertThat(insertion.pass(" comment --> <hea")).isEqualTo(" comment --> ");
        assertThat(insertion.pass("d profile=")).isEqualTo("<head profile=");
        assertThat(insertion.pass("x><")).isEqualTo("x>");
        assertThat(insertion.isDone()).isFalse();
        assertThat(insertion.pass("title>")).isEqualTo(TAG + "<title>");
        assertThat(insertion.isDone()).isTrue();
    }

    private static void assertPasses(String document, String expected) {
        for (int split = 0; split <= document.length(); split++) {
            assertThat(through(document.substring(0, split), document.substring(split)))
                    .isEqualTo(expected);
        }
        assertThat(through(document.split(""))).isEqualTo(expected);
    }

    private static String through(String... pieces) {
        TagInsertion insertion = new TagInsertion(TAG);
        StringBuilder out = new StringBuilder();
        for (String piece : pieces) {
            out.append(insertion.pass(piece));
        }
        return out.append(insertion.rest()).toString();
    }
}
