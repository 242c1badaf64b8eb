package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectDiscoveryTest {
    @TempDir
    Path base;

    @ParameterizedTest
    @CsvSource({
        "target/classes,                        src/main/java,          src/main/resources",
        "target/test-classes,                   src/test/java,          src/test/resources",
        "target/classes,                        src,                    src",
        "build/classes/java/main,               src/main/java,          ",
        "build/classes/java/test,               src/test/java,          ",
        "build/classes/java/integration,        src/integration/java,   ",
        "out/production/shop,                   src/main/java,          src/main/resources",
        "out/production/shop,                   shop/src/main/java,     shop/src/main/resources",
        "out/production/shop,                   shop/src,               shop/src",
        "out/production/shop,                   src,                    src",
        "out/test/shop,                         src/test/java,          src/test/resources",
        "bin,                                   src/main/java,          src/main/resources",
        "bin,                                   src,                    src",
        "bin/main,                              src/main/java,          src/main/resources",
        "classes,                               src,                    src",
        "target/shop-1.0/WEB-INF/classes,       src/main/java,          src/main/resources",
        "build/exploded/WEB-INF/classes,        src/main/java,          src/main/resources",
        "out/artifacts/shop/WEB-INF/classes,    src/main/java,          src/main/resources",
        "src/main/webapp/WEB-INF/classes,       src/main/java,          src/main/resources",
        "out,                                   src,                    src",
    })
    void knowsTheConventionsOfBuildTools(String classes, String sources, String resources) {
        TestProject.writeFile(base.resolve(sources).resolve("a/A.java"), "package a; class A {}");
        TestProject.compile(base.resolve(sources), base.resolve(classes), List.of());
        if (resources != null) {
            TestProject.createDirectories(base.resolve(resources));
        }

        ProjectModule module = onlyModule(discover(base.resolve(classes)));

        assertThat(module.classOutput()).isEqualTo(base.resolve(classes));
        assertThat(module.sourceRoots()).containsExactly(base.resolve(sources));
        if (resources == null) {
            assertThat(module.resourceRoots()).isEmpty();
        } else {
            assertThat(module.resourceRoots()).containsExactly(base.resolve(resources));
        }
    }

    @Test
    void isNoProjectWhereOnlyConfigurationLiesInDirectories() throws IOException {
        Path configuration = base.resolve("conf");
        TestProject.writeFile(configuration.resolve("logging.properties"), ".level=INFO");
        assertThat(isProject(configuration)).isFalse();

        Path classes = base.resolve("classes");
        TestProject.writeFile(base.resolve("src/a/A.java"), "package a; class A {}");
        TestProject.compile(base.resolve("src"), classes, List.of());
        assertThat(isProject(configuration, classes)).isTrue();
        assertThat(isProject(Files.createSymbolicLink(base.resolve("link"), classes)))
                .isTrue();
    }

    private static boolean isProject(Path... classPath) throws IOException {
        try (URLClassLoader loader = TestProject.loader(List.of(classPath))) {
            return ProjectDiscovery.isProject(loader, Set.of());
        }
    }

    @Test
    void knowsGradlesDirectoryOfResources() {
        TestProject.createDirectories(base.resolve("build/resources/main"));
        TestProject.createDirectories(base.resolve("src/main/resources"));

        Project project = discover(base.resolve("build/resources/main"));

        assertThat(onlyModule(project).sourceRoots()).isEmpty();
        assertThat(onlyModule(project).resourceRoots()).containsExactly(base.resolve("src/main/resources"));
        assertThat(project.notes()).isEmpty();
    }

    @Test
    void copiesThePagesOfAWebApplication() {
        Path classes = base.resolve("target/shop-1.0/WEB-INF/classes");
        TestProject.createDirectories(classes);
        TestProject.createDirectories(base.resolve("src/main/java"));
        TestProject.createDirectories(base.resolve("src/main/webapp"));

        Project project = discover(classes);

        assertThat(project.modules())
                .extracting(ProjectModule::classOutput)
                .containsExactly(classes, base.resolve("target/shop-1.0"));
        assertThat(project.modules().get(1).resourceRoots()).containsExactly(base.resolve("src/main/webapp"));
        assertThat(project.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "target/shop-1.0/WEB-INF/classes,   src/main/java,                      true",
        "target/shop-1.0/WEB-INF/classes,   target/shop-1.0/WEB-INF/classes,    false",
        "webapps/shop/WEB-INF/classes,      webapps/shop/WEB-INF/classes,       false",
        "webapps/shop/WEB-INF/classes,      webapps/shop/WEB-INF/src,           false",
        "webapps/shop/WEB-INF/classes,      src/main/java,                      false",
    })
    void tellsDevelopmentFromAServerByTheSources(String classes, String sources, boolean development) throws Exception {
        TestProject.writeFile(base.resolve(sources).resolve("a/A.java"), "package a; class A {}");
        TestProject.compile(base.resolve(sources), base.resolve(classes), List.of());

        try (URLClassLoader deployed =
                new URLClassLoader(new URL[] {base.resolve(classes).toUri().toURL()}, null)) {
            assertThat(ProjectDiscovery.hasSources(deployed, List.of(), Set.of()))
                    .isEqualTo(development);
            assertThat(ProjectDiscovery.hasSources(deployed, List.of(base.resolve(sources)), Set.of()))
                    .isTrue();
        }
    }

    @Test
    void prefersTheRootThatHoldsTheSourcesOfTheClasses() {
        TestProject.createDirectories(base.resolve("src/main/java"));
        TestProject.writeFile(base.resolve("shop/src/a/A.java"), "package a; class A {}");
        TestProject.compile(base.resolve("shop/src"), base.resolve("out/production/shop"), List.of());

        assertThat(onlyModule(discover(base.resolve("out/production/shop"))).sourceRoots())
                .containsExactly(base.resolve("shop/src"));
    }

    @Test
    void addsRootsOfGeneratedSources() {
        TestProject.createDirectories(base.resolve("src/main/java"));
        TestProject.createDirectories(base.resolve("target/classes"));
        TestProject.writeFile(base.resolve("target/generated-sources/annotations/a/A.java"), "package a; class A {}");
        TestProject.writeFile(
                base.resolve("target/generated-sources/proto/java/b/c/B.java"), "package b.c; class B {}");
        TestProject.createDirectories(base.resolve("target/generated-sources/empty"));

        ProjectModule module = onlyModule(discover(base.resolve("target/classes")));

        assertThat(module.sourceRoots())
                .containsExactly(
                        base.resolve("src/main/java"),
                        base.resolve("target/generated-sources/annotations"),
                        base.resolve("target/generated-sources/proto/java"));
        assertThat(module.generatedSources()).isEqualTo(base.resolve("target/generated-sources/annotations"));
    }

    @Test
    void addsGradlesRootsOfGeneratedSources() {
        Path generated = base.resolve("build/generated/sources/annotationProcessor/java/main");
        TestProject.createDirectories(base.resolve("src/main/java"));
        TestProject.createDirectories(base.resolve("build/classes/java/main"));
        TestProject.writeFile(generated.resolve("a/A.java"), "package a; class A {}");

        ProjectModule module = onlyModule(discover(base.resolve("build/classes/java/main")));

        assertThat(module.sourceRoots()).containsExactly(base.resolve("src/main/java"), generated);
        assertThat(module.generatedSources()).isEqualTo(generated);
    }

    @Test
    void takesDirectoriesForModulesButNeitherJarsNorWhatIsNotTheProject() {
        Path web = base.resolve("web/target/classes");
        Path core = base.resolve("core/target/classes");
        Path tool = base.resolve("tool/target/classes");
        List.of(web, core, tool).forEach(TestProject::createDirectories);
        Path jar = TestProject.writeFile(base.resolve("lib.jar"), "");

        Project project = TestProject.discover(List.of(web, jar, tool, core), List.of(), Set.of(tool));

        assertThat(project.modules()).extracting(ProjectModule::classOutput).containsExactly(web, core);
        assertThat(project.classPath()).containsExactly(web, jar, tool, core);
    }

    @Test
    void saysWhenSourcesAreNotFound() {
        Path classes = base.resolve("strange/place");
        TestProject.createDirectories(classes);

        Project project = discover(classes);

        assertThat(onlyModule(project).sourceRoots()).isEmpty();
        assertThat(project.notes()).singleElement().asString().startsWith("No sources found for " + classes + ":");
    }

    @Test
    void doesNotTakeKotlinSourcesForJava() {
        TestProject.createDirectories(base.resolve("src/main/kotlin"));
        TestProject.createDirectories(base.resolve("target/classes"));
        TestProject.createDirectories(base.resolve("build/classes/kotlin/main"));

        assertThat(onlyModule(discover(base.resolve("target/classes"))).sourceRoots())
                .isEmpty();
        assertThat(onlyModule(discover(base.resolve("build/classes/kotlin/main")))
                        .sourceRoots())
                .isEmpty();
    }

    @Test
    void saysWhenThereAreOnlyJars() {
        Project project = discover(TestProject.writeFile(base.resolve("app.jar"), ""));

        assertThat(project.modules()).isEmpty();
        assertThat(project.notes()).singleElement().asString().contains("only jars");
    }

    @Test
    void givesANamedSourceRootToTheModuleThatHoldsItsClasses() {
        Path first = base.resolve("first");
        Path second = base.resolve("second");
        Path named = base.resolve("sources/of/second");
        TestProject.createDirectories(first);
        TestProject.writeFile(named.resolve("a/A.java"), "package a;\nclass A {}");
        TestProject.compile(named, second, List.of());

        Project project = TestProject.discover(List.of(first, second), List.of(named), Set.of());

        assertThat(project.modules().get(0).sourceRoots()).isEmpty();
        assertThat(project.modules().get(1).sourceRoots()).containsExactly(named);
        assertThat(project.moduleOf(named.resolve("a/A.java")))
                .contains(project.modules().get(1));
    }

    @Test
    void givesANamedSourceRootWithoutClassesToTheFirstModuleForClasses() {
        Path resources = base.resolve("build/resources/main");
        TestProject.createDirectories(base.resolve("src/main/resources"));
        TestProject.createDirectories(resources);
        Path classes = base.resolve("strange");
        TestProject.createDirectories(classes);
        Path named = base.resolve("sources");
        TestProject.createDirectories(named);

        Project project = TestProject.discover(List.of(resources, classes), List.of(named), Set.of());

        assertThat(project.modules().get(1).sourceRoots()).containsExactly(named);
        assertThat(project.notes()).singleElement().asString().contains(named.toString(), classes.toString());
    }

    @Test
    void saysWhenANamedSourceRootIsMissing() {
        Path classes = base.resolve("target/classes");
        TestProject.createDirectories(classes);
        TestProject.createDirectories(base.resolve("src/main/java"));
        Path missing = base.resolve("missing");

        Project project = TestProject.discover(List.of(classes), List.of(missing), Set.of());

        assertThat(project.notes())
                .containsExactly("The source root " + missing + " is not a directory and is ignored.");
    }

    @Test
    void isContentWithANamedSourceRootThatItFoundItself() {
        TestProject maven = new TestProject(base);

        Project project = TestProject.discover(List.of(maven.classes), List.of(maven.sourceRoot), Set.of());

        assertThat(onlyModule(project).sourceRoots()).containsExactly(maven.sourceRoot);
        assertThat(project.notes()).isEmpty();
    }

    @Test
    void findsTheModuleWithTheInnermostRootAroundASource() {
        Path outer = base.resolve("out");
        TestProject.writeFile(base.resolve("src/a/A.java"), "package a; class A {}");
        TestProject.compile(base.resolve("src"), outer, List.of());
        TestProject.writeFile(base.resolve("src/inner/src/main/java/b/B.java"), "package b; class B {}");
        Path inner = base.resolve("src/inner/target/classes");
        TestProject.compile(base.resolve("src/inner/src/main/java"), inner, List.of());

        Project project = TestProject.discover(List.of(outer, inner), List.of(), Set.of());

        assertThat(project.moduleOf(base.resolve("src/inner/src/main/java/b/B.java")))
                .map(ProjectModule::classOutput)
                .contains(inner);
        assertThat(project.moduleOf(base.resolve("src/a/A.java")))
                .map(ProjectModule::classOutput)
                .contains(outer);
        assertThat(project.moduleOf(base.resolve("elsewhere/A.java"))).isEmpty();
    }

    private static Project discover(Path entry) {
        return TestProject.discover(List.of(entry), List.of(), Set.of());
    }

    private static ProjectModule onlyModule(Project project) {
        assertThat(project.modules()).hasSize(1);
        return project.modules().get(0);
    }
}
