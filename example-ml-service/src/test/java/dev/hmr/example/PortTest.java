package dev.hmr.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortTest {

    @Test
    void isTheDefaultUnlessPortIsSet() {
        assertThat(Port.parse(null)).isEqualTo(7070);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 80, 65_535})
    void isWhatPortSays(int port) {
        assertThat(Port.parse(Integer.toString(port))).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "-1", "65536", "99999999999", "70.70", " 7070"})
    void tellsWhatIsWrongWithTheRest(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Port.parse(value))
                .withMessage("PORT must be a number from 0 to 65535, but it is \"" + value + "\".");
    }
}
