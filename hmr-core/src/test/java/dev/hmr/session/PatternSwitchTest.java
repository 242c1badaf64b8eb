package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits of {@code switch} statements that have constants of enums among patterns, at which a JVM can crash. */
@EnabledForJreRange(min = JRE.JAVA_21)
class PatternSwitchTest extends InPlaceFixture {
    private static final String APP = """
            package app;
            import dev.hmr.session.LiveProject.*;
            public class App {
                static Start start() {
                    Judge judge = new Judge() {};
                    return table -> table.get("/", () ->
                            judge.first(Color.RED) + judge.first(Size.SMALL) + judge.second(Color.BLUE) + judge.second(Size.SMALL));
                }
            }
            """;
    private static final String THINGS = """
            package app;
            interface Thing {}
            enum Color implements Thing { RED, GREEN, BLUE }
            enum Size implements Thing { SMALL, LARGE }
            """;
    private static final String FEW = """
            String first(Thing thing) { return switch (thing) { case Color.RED -> "r"; default -> "d"; }; }
            String second(Thing thing) { return "n"; }
            Runnable third() { return () -> {}; }
            """;
    private static final String MORE = """
            String first(Thing thing) { return switch (thing) { case Color.RED -> "R"; case Size.SMALL -> "s"; default -> "d"; }; }
            String second(Thing thing) { return switch (thing) { case Color.BLUE -> "b"; default -> "d" + thing; }; }
            Runnable third() { return () -> {}; }
            """;

    @ParameterizedTest
    @CsvSource({"abstract class, ''", "interface, default"})
    void labelsComeAndGoWhereTheClassIs(String kind, String modifier) {
        String few = FEW.replaceAll("(?m)^", modifier + " ");
        String more = MORE.replaceAll("(?m)^", modifier + " ");
        LiveProject project = live(Map.of(
                "app/App.java", APP,
                "app/Thing.java", THINGS,
                "app/Judge.java", "package app; " + kind + " Judge {\n" + few + "}"));
        assertThat(project.get("/")).isEqualTo("rdnn");

        for (int i = 0; i < 3; i++) {
            inPlace(project, "app/Judge.java", few, more);
            assertThat(project.get("/")).isEqualTo("RsbdSMALL");
            inPlace(project, "app/Judge.java", more, few);
            assertThat(project.get("/")).isEqualTo("rdnn");
        }
    }
}
