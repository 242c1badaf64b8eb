package dev.hmr.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Access denied: password=hunter2; try again | Access denied: password=[redacted]; try again",
                "{\"apiKey\": \"hunter2\", \"id\": 7} | {\"apiKey\": \"[redacted]\", \"id\": 7}",
                "jdbc:mysql://root:hunter2@db/app | jdbc:mysql://root:[redacted]@db/app",
                "401 for Authorization: Bearer hunter2.abc | 401 for Authorization: Bearer [redacted]",
                "?user=a&access_token=hunter2&page=2 | ?user=a&access_token=[redacted]&page=2",
                "CLIENT_SECRET=hunter2, HOME=/home/a | CLIENT_SECRET=[redacted], HOME=/home/a"
            })
    void security28_whatIsNamedAsASecretIsTakenOut(String text, String redacted) {
        assertThat(Redaction.usual().of(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no scores today",
                "Cannot invoke \"String.length()\" because \"token\" is null",
                "Unexpected token '}' in line 3: a = b",
                "http://localhost:7070/users/7 is not there, nor is a@b.example",
                "The basic idea"
            })
    void everythingElseStays(String text) {
        assertThat(Redaction.usual().of(text)).isEqualTo(text);
    }

    @Test
    void security28_configuredPatternsFindMore() {
        Redaction redaction = Redaction.usual()
                .and(List.of(Pattern.compile("\\d{4}(?: \\d{4}){3}"), Pattern.compile("(\\w+)@(\\w+)\\.example")));

        assertThat(redaction.of("card 1111 2222 3333 4444 of jo@acme.example, pwd: x"))
                .isEqualTo("card [redacted] of [redacted]@[redacted].example, pwd: [redacted]");
    }

    @Test
    void anExceptionOfWhichNoMoreIsKnownIsRedactedToo() {
        assertThat(Problem.of(new IllegalStateException("secret=hunter2")).message())
                .isEqualTo("java.lang.IllegalStateException: secret=[redacted]");
    }
}
