package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mappings of servlets, as patterns of paths. */
class UrlPatternTest {
    @ParameterizedTest
    @CsvSource({
        "/hello, /hello, true",
        "/hello, /hello/there, false",
        "/a.b, /axb, false",
        "/files/*, /files, true",
        "/files/*, /files/a/b, true",
        "/files/*, /filesystem, false",
        "*.do, /deep/save.do, true",
        "*.do, /savedo, false",
        "/, /anything, true",
        "/*, /anything/else, true",
        "'', /, true",
        "'', /hello, false"
    })
    void matches(String mapping, String path, boolean expected) {
        assertThat(path.matches(UrlPattern.of(mapping))).isEqualTo(expected);
    }
}
