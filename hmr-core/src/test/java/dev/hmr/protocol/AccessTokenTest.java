package dev.hmr.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class AccessTokenTest {
    private final AccessToken token = AccessToken.generate();

    @Test
    void security06_matchesItselfAndNothingElse() {
        String text = token.text();
        char other = text.charAt(0) == 'A' ? 'B' : 'A';

        assertThat(token.matches(text)).isTrue();
        assertThat(token.matches(null)).isFalse();
        assertThat(token.matches("")).isFalse();
        assertThat(token.matches(other + text.substring(1))).as("same length").isFalse();
        assertThat(token.matches(text.substring(1))).as("shorter").isFalse();
        assertThat(token.matches(text + "A")).as("longer").isFalse();
        assertThat(token.matches("\ud83d\udca9".repeat(10_000))).as("not ASCII").isFalse();
    }

    @Test
    void security10_isNewEachTimeAndLongEnough() {
        assertThat(AccessToken.generate().text()).isNotEqualTo(token.text());
        assertThat(Base64.getUrlDecoder().decode(token.text())).hasSizeGreaterThanOrEqualTo(16);
    }

    @Test
    void security10_doesNotGetIntoALogByItself() {
        assertThat(new ServerIdentity("run", token).toString()).doesNotContain(token.text());
    }

    @Test
    void needsNoEscapingInUrlsAndHtml() {
        assertThat(token.text()).matches("[A-Za-z0-9_-]+");
    }
}
