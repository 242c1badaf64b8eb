package dev.hmr.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoredNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "App.java~",
                ".#App.java",
                "#App.java#",
                ".App.java.swp",
                ".App.java.swo",
                ".App.java.swx",
                "4913",
                "App.java___jb_tmp___",
                "App.java___jb_old___",
                ".goutputstream-X1Y2Z3",
                "App.java.tmp"
            })
    void whatEditorsLeaveBesideAFileIsIgnored(String name) {
        assertThat(IgnoredNames.isFileIgnored(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"App.java", "App$1.class", "application.properties", "#readme", ".env", "14913", "tmp"})
    void everythingElseIsNot(String name) {
        assertThat(IgnoredNames.isFileIgnored(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {".git", ".idea", "node_modules", ".gradle"})
    void directoriesThatToolsKeepForThemselvesAreIgnored(String name) {
        assertThat(IgnoredNames.isDirectoryIgnored(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src", "git", ".well-known", "target"})
    void otherDirectoriesAreNot(String name) {
        assertThat(IgnoredNames.isDirectoryIgnored(name)).isFalse();
    }
}
