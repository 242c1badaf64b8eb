package dev.hmr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void hasDefaults() {
        assertThat(Options.parse()).isEqualTo(new Options(300, 60, 20, 1, 3));
    }

    @Test
    void takesEachOption() {
        assertThat(Options.parse("--classes", "1000", "--edits", "5", "--warmup", "0", "--seed", "9", "--starts", "1"))
                .isEqualTo(new Options(1000, 5, 0, 9, 1));
    }

    @Test
    void tellsWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> Options.parse("--size", "3"))
                .hasMessageContaining("--size")
                .hasMessageContaining(Options.USAGE);
        assertThatThrownBy(() -> Options.parse("--classes", "many")).hasMessageContaining("'many'");
        assertThatThrownBy(() -> Options.parse("--edits")).hasMessageContaining("--edits needs a number from 1 on");
    }
}
