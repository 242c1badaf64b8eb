package dev.hmr.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.pemistahl.lingua.api.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PackagingTest {

    /** The uber jar leaves out the models of other languages; the list in the pom must not fall behind. */
    @Test
    void theUberJarHoldsTheModelsOfTheseLanguages() throws Exception {
        var included = Pattern.compile("<include>language-models/(\\w+)/\\*\\*</include>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(MatchResult::group)
                .toList();
        var needed = LanguageModel.LANGUAGES.stream()
                .map(Language::getIsoCode639_1)
                .map(code -> "<include>language-models/" + code + "/**</include>")
                .toList();

        assertThat(included).containsExactlyInAnyOrderElementsOf(needed);
    }
}
