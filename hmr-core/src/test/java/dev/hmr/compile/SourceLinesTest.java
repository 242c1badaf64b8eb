package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceLinesTest {
    private static final Path FILE = Path.of("A.java");

    @Test
    void countsATabAsOneColumn() {
        Diagnostic diagnostic = at("class A {\n\t\tint x = y;\n}\n", "y");

        assertThat(diagnostic.line()).isEqualTo(2);
        assertThat(diagnostic.column()).isEqualTo(11);
        assertThat(diagnostic.endColumn()).isEqualTo(12);
    }

    @Test
    void marksTheColumnsWhateverTheWidthOfATab() {
        Diagnostic diagnostic = at("class A {\n\t\tint x = unknown;\n}\n", "unknown");

        assertThat(diagnostic.marker()).isEqualTo("\t\t        ^^^^^^^");
    }

    @Test
    void showsOneLineBeforeAndOneAfter() {
        assertThat(at("one\ntwo\nthree\nfour\n", "three").excerpt())
                .isEqualTo(new SourceExcerpt(2, List.of("two", "three", "four")));
    }

    @Test
    void showsWhatThereIsAtTheFirstAndTheLastLine() {
        assertThat(at("one\ntwo", "one").excerpt()).isEqualTo(new SourceExcerpt(1, List.of("one", "two")));
        assertThat(at("one\ntwo", "two").excerpt()).isEqualTo(new SourceExcerpt(1, List.of("one", "two")));
        assertThat(at("one", "one").excerpt()).isEqualTo(new SourceExcerpt(1, List.of("one")));
    }

    @Test
    void knowsTheLineEndsOfEverySystem() {
        Diagnostic diagnostic = at("one\r\ntwo\rthree\nfour\r\nfive", "four");

        assertThat(diagnostic.line()).isEqualTo(4);
        assertThat(diagnostic.column()).isEqualTo(1);
        assertThat(diagnostic.excerpt()).isEqualTo(new SourceExcerpt(3, List.of("three", "four", "five")));
    }

    @Test
    void endsAMarkOverSeveralLinesWithItsFirst() {
        String text = "int x = f(\n  1);\n";
        Diagnostic diagnostic = new SourceLines(text).diagnostic(FILE, "wrong", text.indexOf('f'), text.indexOf(';'));

        assertThat(diagnostic.column()).isEqualTo(9);
        assertThat(diagnostic.endColumn()).isEqualTo(11);
    }

    @Test
    void marksOneCharacterWhereThereIsNone() {
        Diagnostic diagnostic = new SourceLines("class A {").error(FILE, "reached end of file", 9);

        assertThat(diagnostic.column()).isEqualTo(10);
        assertThat(diagnostic.marker()).isEqualTo("         ^");
    }

    private static Diagnostic at(String text, String marked) {
        int start = text.indexOf(marked);
        return new SourceLines(text).diagnostic(FILE, "wrong", start, start + marked.length());
    }
}
