package dev.hmr.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:7070, localhost:7070",
        "http://LOCALHOST:7070, localhost:7070",
        "http://localhost, localhost",
        "http://localhost, localhost:80",
        "https://localhost, localhost:443",
        "http://[::1]:7070, [::1]:7070",
        "https://app.localhost, app.localhost"
    })
    void security08_sameOrigin(String origin, String host) {
        assertThat(Origin.isSame(List.of(origin), host, false)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "null, localhost:7070",
        "'', localhost:7070",
        "http://localhost:7071, localhost:7070",
        "http://localhost, localhost:7070",
        "https://localhost, localhost:80",
        "http://127.0.0.1:7070, localhost:7070",
        "http://localhost.evil.com:7070, localhost:7070",
        "http://localhost:7070.evil.com, localhost:7070",
        "http://localhost:7070@evil.com, localhost:7070",
        "http://evil.com, localhost:7070",
        "http://localhost:7070/, localhost:7070",
        "file://, localhost",
        "chrome-extension://localhost, localhost",
        "localhost:7070, localhost:7070",
        "http://localhost:7070, ''"
    })
    void security09_otherOrigin(String origin, String host) {
        assertThat(Origin.isSame(List.of(origin), host, false)).isFalse();
    }

    @Test
    void security09_aPlainPageIsNotOfTheSameOriginAsATlsServer() {
        assertThat(Origin.isSame(List.of("http://localhost:7070"), "localhost:7070", true))
                .isFalse();
        assertThat(Origin.isSame(List.of("https://localhost:7070"), "localhost:7070", true))
                .isTrue();
    }

    @Test
    void noOriginPassesAndTwoDoNot() {
        assertThat(Origin.isSame(List.of(), "localhost", false)).isTrue();
        assertThat(Origin.isSame(List.of("http://localhost", "http://localhost"), "localhost", false))
                .isFalse();
    }
}
