package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hmr.protocol.CodeView;
import dev.hmr.protocol.CodeView.HandledRoute;
import dev.hmr.protocol.CodeView.LiveLoader;
import dev.hmr.protocol.CodeView.UnitView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the developer page is told of the code. */
class CodeSnapshotTest {
    @TempDir
    Path directory;

    private LiveProject project;

    @BeforeEach
    void open() {
        project = new LiveProject(
                directory,
                new LinkedHashMap<>(Map.of(
                        "app/App.java",
                        """
                        package app;
                        import dev.hmr.session.LiveProject.*;
                        public class App {
                            static Start start() { return App::routes; }
                            static void routes(Table table) {
                                Object kept = dev.hmr.Hmr.keep("snapshot", () -> new StringBuilder("kept"));
                                table.get("/name", Names::name);
                                table.get("/kept", () -> kept);
                            }
                        }
                        """,
                        "app/Names.java",
                        """
                        package app;
                        class Names { static Object name() { return Texts.NAME.get(); } }
                        """,
                        "app/Texts.java",
                        """
                        package app;
                        class Texts { static final java.util.function.Supplier<String> NAME = () -> "one"; }
                        """,
                        "app/Unused.java",
                        "package app; class Unused {}")));
    }

    @AfterEach
    void close() throws IOException {
        project.close();
    }

    @Test
    void unitsNameWhatTheyDependOnBeforeThemselves() {
        CodeView view = project.view();

        assertThat(view.units())
                .extracting(UnitView::name)
                .containsExactlyInAnyOrder("App", "Names", "Texts", "Unused");
        assertThat(view.units()).extracting(UnitView::name).containsSubsequence("Texts", "Names", "App");
        assertThat(linksOf(view, "App")).containsExactly("Names");
        assertThat(linksOf(view, "Names")).containsExactly("Texts");
        assertThat(linksOf(view, "Unused")).isEmpty();
        assertThat(view.units())
                .filteredOn(UnitView::entry)
                .extracting(UnitView::name)
                .containsExactly("App");
        assertThat(view.units())
                .allSatisfy(unit -> assertThat(unit.generation()).isZero());
        assertThat(view.loaders()).isEmpty();
    }

    @Test
    void unitsKnowTheRoutesThatRunThem() {
        assertThat(routesOf("Texts")).containsExactly("/name");
        assertThat(routesOf("Names")).containsExactly("/name");
        assertThat(routesOf("App")).containsExactly("/kept");
        assertThat(routesOf("Unused")).isEmpty();

        project.edit("app/App.java", "() -> kept", "() -> Texts.NAME.get()");

        assertThat(routesOf("Texts")).containsExactly("/name", "/kept");
        assertThat(routesOf("Names")).containsExactly("/name");
    }

    @Test
    void aReloadShowsInUnitsRoutesAndLoaders() {
        project.edit("app/Texts.java", "one", "two");

        CodeView view = project.view();

        assertThat(unit(view, "Texts").reason()).isEqualTo("Texts changed");
        assertThat(unit(view, "Names").reason()).isEqualTo("links to Texts");
        assertThat(unit(view, "App").generation()).isEqualTo(1);
        assertThat(unit(view, "Unused").generation()).isZero();
        assertThat(view.loaders()).contains(new LiveLoader("App@1", true));
        assertThat(view.routes())
                .extracting(HandledRoute::path, HandledRoute::handlers, HandledRoute::generation)
                .containsExactly(
                        tuple("/name", List.of("Names.name"), 1L), tuple("/kept", List.of("lambda in App.routes"), 1L));
    }

    @Test
    void keptValuesAreNamedByKeyAndClass() {
        assertThat(project.view().kept()).contains(new CodeView.KeptValue("snapshot", "java.lang.StringBuilder"));
    }

    private List<String> routesOf(String name) {
        CodeView view = project.view();
        return Objects.requireNonNull(unit(view, name).routes()).stream()
                .map(route -> view.routes().get(route).path())
                .toList();
    }

    private static UnitView unit(CodeView view, String name) {
        return view.units().stream()
                .filter(unit -> unit.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> linksOf(CodeView view, String name) {
        return unit(view, name).links().stream()
                .map(link -> view.units().get(link).name())
                .toList();
    }
}
