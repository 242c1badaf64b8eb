package dev.hmr.compile;

import static dev.hmr.compile.IncrementalProject.fail;
import static dev.hmr.compile.IncrementalProject.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.inject.BeanScope;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real avaje-inject: it generates a class for each component and one that knows them all, so it must see all of them
 * whichever is saved.
 */
class AvajeInjectTest {
    private static final String CLOCK = "package a; @jakarta.inject.Singleton public class Clock {}";
    private static final String SHOP =
            "package a; @jakarta.inject.Singleton public class Shop { public Shop(Clock clock) {} }";

    @TempDir
    Path directory;

    private final MavenLayout layout = new MavenLayout();
    private TestProject files;
    private IncrementalProject project;
    private Path generated;

    @BeforeEach
    void createProject() {
        files = new TestProject(directory.resolve("project"));
        files.addLibrary(MavenLayout.jarOf(BeanScope.class));
        files.addLibrary(MavenLayout.jarOf(Singleton.class));
        layout.pom(
                files,
                MavenLayout.processorPath(
                        MavenLayout.coordinates("io.avaje", "avaje-inject-generator", BeanScope.class)));
        layout.useRepositoryOf("io.avaje", BeanScope.class);
        generated = files.base.resolve("target/generated-sources/annotations/a");
        project = new IncrementalProject(files);
        project.write(succeed(project.compiler.compile(
                Set.of(files.write("a/Clock.java", CLOCK), files.write("a/Shop.java", SHOP)), Set.of())));
    }

    @AfterEach
    void close() {
        project.close();
        layout.close();
    }

    @Test
    void theClassThatKnowsAllComponentsKnowsThemAfterAnEditOfOne() {
        files.write("a/Clock.java", CLOCK.replace("{}", "{ int time; }"));
        project.write(succeed(project.change(files.source("a/Clock.java"))));

        assertThat(module()).content().contains("Clock", "Shop");
    }

    @Test
    void knowsANewComponent() {
        Path till = files.write("a/Till.java", CLOCK.replace("Clock", "Till"));
        project.write(succeed(project.change(till)));

        assertThat(module()).content().contains("Clock", "Shop", "Till");
        assertThat(generated.resolve("Till$DI.java")).exists();
    }

    @Test
    void whatIsGeneratedForAComponentGoesWithIt() {
        Path shop = files.source("a/Shop.java");
        files.delete(shop);
        project.write(succeed(project.delete(shop)));

        assertThat(module()).content().contains("Clock").doesNotContain("Shop");
        assertThat(generated.resolve("Shop$DI.java")).doesNotExist();
        assertThat(project.classNames()).doesNotContain("Shop.class", "Shop$DI.class");
    }

    @Test
    void aMistakeAndItsCorrectionAreLikeAnyOther() {
        Path shop = files.write("a/Shop.java", SHOP.replace("Clock clock", "Clok clock"));
        assertThat(fail(project.change(shop)).errors())
                .extracting(Diagnostic::file)
                .contains(shop);

        files.write("a/Shop.java", SHOP);
        project.write(succeed(project.change(shop)));

        assertThat(module()).content().contains("Clock", "Shop");
    }

    /** Named after the package. */
    private Path module() {
        return generated.resolve("AModule.java");
    }
}
