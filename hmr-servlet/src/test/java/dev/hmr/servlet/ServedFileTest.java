package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServedFileTest {

    @ParameterizedTest
    @CsvSource({
        "public/style.css, /style.css",
        "public/style.css, /assets/style.css",
        "style.css, /style.css",
        "public/about/index.html, /about",
        "public/about/index.html, /about/",
        "public/about/index.html, /about/index.html",
        "public/index.html, /",
        "index.html, /index.html",
        "public/mit leer.png, /mit leer.png"
    })
    void aFileIsServedUnderItsOwnName(String file, String path) {
        assertThat(ServedFile.matches(file, path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "public/style.css, /not-style.css",
        "public/style.css, /style.css/",
        "public/style.css, /",
        "public/about/index.html, /abouts",
        "public/about.html, /about",
        "public/index.html, /about"
    })
    void andUnderNoOther(String file, String path) {
        assertThat(ServedFile.matches(file, path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"style.css", "app.js", "app.mjs", "logo.SVG", "photo.jpeg", "text.woff2"})
    void isAnAsset(String name) {
        assertThat(ServedFile.isAsset("public/" + name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "user.jte", "cities.json", "messages.properties", "Makefile", "a.css/b"})
    void mayBePartOfAnyAnswer(String name) {
        assertThat(ServedFile.isAsset("public/" + name)).isFalse();
    }
}
