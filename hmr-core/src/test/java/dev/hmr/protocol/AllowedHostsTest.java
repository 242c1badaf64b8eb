package dev.hmr.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
    private final AllowedHosts loopback = AllowedHosts.loopback();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:7070",
                "LOCALHOST:7070",
                "LocalHost",
                "app.localhost",
                "a.b.localhost:80",
                "127.0.0.1",
                "127.0.0.1:65535",
                "[::1]",
                "[::1]:7070"
            })
    void security03_allowsTheNamesOfLoopback(String host) {
        assertThat(loopback.allows(List.of(host))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "vite.dev",
                "localhost.evil.com",
                "localhost.evil.com:7070",
                "evil-localhost",
                "127.0.0.1.nip.io",
                "127.0.0.2",
                "2130706433",
                "0.0.0.0",
                "evil.com:80@localhost",
                "localhost@evil.com",
                "localhost:abc",
                "localhost:",
                "localhost:-1",
                "localhost:65536",
                "localhost:99999999999",
                "localhost:80:80",
                "localhost ",
                " localhost",
                "localhost.",
                ".localhost",
                "a..localhost",
                "localhost/",
                "localhost#",
                "localhost,evil.com",
                "localhost\u0000",
                "loca\u212Ahost",
                "[::1",
                "::1",
                "[::1]evil.com",
                "[::1].localhost",
                "[]",
                "[::2]",
                "http://localhost"
            })
    void security03_refusesEveryOtherName(String host) {
        assertThat(loopback.allows(List.of(host))).isFalse();
    }

    @Test
    void security03_refusesNoHostAndTwoHosts() {
        assertThat(loopback.allows(List.of())).isFalse();
        assertThat(loopback.allows(List.of("localhost", "localhost"))).isFalse();
        assertThat(loopback.allows(List.of("localhost", "evil.com"))).isFalse();
    }

    @Test
    void security03_survivesAHeaderOf64KiB() {
        assertThat(loopback.allows(List.of("a".repeat(65_536)))).isFalse();
        assertThat(loopback.allows(List.of("a.".repeat(32_768) + "localhost"))).isFalse();
    }

    @Test
    void allowsWhatWasBoundOnPurpose() {
        AllowedHosts hosts = loopback.and(List.of("Dev.Example.org", "192.168.1.5", "fe80::1", "[fe80::2]"));

        assertThat(List.of("dev.example.org:7070", "DEV.EXAMPLE.ORG", "192.168.1.5", "[fe80::1]:80", "[fe80::2]"))
                .allMatch(host -> hosts.allows(List.of(host)));
        assertThat(hosts.allows(List.of("localhost"))).isTrue();
        assertThat(hosts.allows(List.of("sub.dev.example.org"))).isFalse();
        assertThat(loopback.allows(List.of("192.168.1.5"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "http://a.example", "a.example:7070", "[fe80::1]:80"})
    void refusesToBeToldWhatIsNoHost(String host) {
        assertThatThrownBy(() -> loopback.and(List.of(host)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + host + "\"");
    }
}
