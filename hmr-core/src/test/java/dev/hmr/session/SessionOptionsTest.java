package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmr.HmrException;
import dev.hmr.HmrOptions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistyped option ends the start with words that say what to write, instead of being taken for the default. */
class SessionOptionsTest {
    @ParameterizedTest
    @CsvSource({"hmr.mode, 'Use auto, on or off.'", "hmr.inPlace, 'Use true or false.'"})
    void aMistypedPropertyEndsTheStart(String property, String advice) {
        String before = System.getProperty(property);
        System.setProperty(property, "maybe");
        try {
            assertThatThrownBy(() -> DevSession.open(getClass().getClassLoader(), HmrOptions.defaults(), List.of()))
                    .isInstanceOf(HmrException.class)
                    .hasMessage("-D%s=maybe is not understood. %s", property, advice);
        } finally {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }
}
