package dev.hmr.maven;

import static dev.hmr.maven.Repository.dependencies;
import static dev.hmr.maven.Repository.dependency;
import static dev.hmr.maven.Repository.project;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out from poms alone, in a repository that a build has filled. */
class MavenModuleTest {
    private static final String IDENTITY = "<groupId>app</groupId><artifactId>app</artifactId><version>1</version>";
    private static final String PROVIDED = "<scope>provided</scope>";

    @TempDir
    Path directory;

    private Repository repository;

    @BeforeEach
    void createRepository() {
        repository = new Repository(directory.resolve("repository"));
    }

    @Test
    void providedAndOptionalDependenciesAreForTheCompilerOnly() {
        Path lombok = repository.has("org.tool:lombok:1", "");
        Path optional = repository.has("org.tool:optional:2", "");
        repository.has("org.tool:runs:1", "");
        repository.has("org.tool:tests:1", "");

        MavenModule module = module(dependencies(
                dependency("org.tool:lombok:1", PROVIDED),
                dependency("org.tool:optional:2", "<optional>true</optional>"),
                dependency("org.tool:runs:1", ""),
                dependency("org.tool:tests:1", "<scope>test</scope>")));

        assertThat(module.compileOnly()).containsExactly(lombok, optional);
        assertThat(module.processorPath()).isEmpty();
        assertThat(module.runsProcessors()).isTrue();
    }

    @Test
    void transitiveDependenciesComeAlongTheNearestVersionOfEach() {
        Path near = repository.has("lib:shared:2", "");
        repository.has("lib:shared:1", "");
        repository.has("lib:unwanted:1", "");
        repository.has("lib:tests:1", "");
        Path deep = repository.has("lib:deep:1", dependencies(dependency("lib:shared:1", "")));
        Path api = repository.has(
                "lib:api:1",
                dependencies(
                        dependency("lib:deep:1", ""),
                        dependency("lib:shared:2", ""),
                        dependency("lib:unwanted:1", ""),
                        dependency("lib:tests:1", "<scope>test</scope>")));

        MavenModule module = module(dependencies(dependency(
                "lib:api:1",
                PROVIDED + "<exclusions><exclusion><groupId>lib</groupId><artifactId>unwanted</artifactId></exclusion>"
                        + "</exclusions>")));

        assertThat(module.compileOnly()).containsExactly(api, deep, near);
    }

    @Test
    void versionsAndScopesMayComeFromParentsPropertiesAndImports() {
        Path lombok = repository.has("org.tool:lombok:1.9", "");
        Path api = repository.has("org.tool:api:3", "");
        repository.has(
                "org.tool:bom:7",
                "<properties><v>3</v></properties><dependencyManagement>"
                        + dependencies(dependency("org.tool:api", "<version>${v}</version>"))
                        + "</dependencyManagement>");
        Repository.write(
                directory.resolve("pom.xml"),
                project("<groupId>app</groupId><artifactId>parent</artifactId><version>${revision}</version>"
                        + "<properties><revision>5</revision><tool>1.8</tool><bom>${project.version}</bom></properties>"
                        + "<dependencyManagement>"
                        + dependencies(
                                dependency("org.tool:lombok", "<version>${tool}</version>" + PROVIDED),
                                dependency("org.tool:bom:7", "<type>pom</type><scope>import</scope>"))
                        + "</dependencyManagement>"));

        MavenModule module = moduleOf(
                "<parent><groupId>app</groupId><artifactId>parent</artifactId><version>${revision}</version></parent>"
                        + "<artifactId>app</artifactId><properties><tool>1.9</tool></properties>"
                        + dependencies(dependency("org.tool:lombok", ""), dependency("org.tool:api", PROVIDED)));

        assertThat(module.compileOnly()).containsExactly(lombok, api);
    }

    @Test
    void processorsComeFromTheirOwnPathWhereThereIsOne() {
        Path library = repository.has("gen:library:1", "");
        Path generator = repository.has("gen:generator:4", dependencies(dependency("gen:library:1", "")));

        MavenModule module = module("<properties><gen>4</gen></properties>"
                + compilerPlugin(
                        "<annotationProcessorPaths><path><groupId>gen</groupId><artifactId>generator</artifactId>"
                                + "<version>${gen}</version></path></annotationProcessorPaths>"
                                + "<compilerArgs><arg>-Xlint</arg><arg>-Agen.style=${gen}</arg></compilerArgs>"));

        assertThat(module.processorPath()).hasValue(List.of(generator, library));
        assertThat(module.processorOptions()).containsExactly("-Agen.style=4");
        assertThat(module.notes()).isEmpty();
    }

    @Test
    void theModulesOwnConfigurationGoesOverItsParents() {
        Path own = repository.has("gen:own:1", "");
        Path parents = repository.has("gen:parents:1", "");
        Repository.write(
                directory.resolve("pom.xml"),
                project("<groupId>app</groupId><artifactId>parent</artifactId><version>1</version>"
                        + compilerPlugin(path("gen:parents:1", ""))));
        String parent =
                "<parent><groupId>app</groupId><artifactId>parent</artifactId><version>1</version></parent><artifactId>app</artifactId>";

        assertThat(moduleOf(parent).processorPath()).hasValue(List.of(parents));
        assertThat(moduleOf(parent + compilerPlugin(path("gen:own:1", ""))).processorPath())
                .hasValue(List.of(own));
        assertThat(moduleOf(parent + compilerPlugin(path("gen:own:1", " combine.children=\"append\"")))
                        .processorPath())
                .hasValue(List.of(own, parents));
    }

    @Test
    void processorsCanBeNamed() {
        assertThat(module(compilerPlugin("<annotationProcessors><annotationProcessor>a.B</annotationProcessor>"
                                + "<annotationProcessor>c.D</annotationProcessor></annotationProcessors>"))
                        .processors())
                .containsExactly("a.B", "c.D");
        assertThat(module(compilerPlugin("<compilerArgs><arg>-processor</arg><arg>a.B,c.D</arg></compilerArgs>"))
                        .processors())
                .containsExactly("a.B", "c.D");
        assertThat(module("").processors()).isEmpty();
    }

    @Test
    void processorsCanBeSwitchedOff() {
        assertThat(module(compilerPlugin("<proc>none</proc>")).runsProcessors()).isFalse();
        assertThat(module(compilerPlugin("<compilerArgs><arg>-proc:none</arg></compilerArgs>"))
                        .runsProcessors())
                .isFalse();
        assertThat(module(compilerPlugin("<proc>full</proc>")).runsProcessors()).isTrue();
    }

    @Test
    void saysWhatTheRepositoryDoesNotHold() {
        MavenModule module =
                module(dependencies(dependency("org.tool:gone:1", PROVIDED), dependency("org.tool:here:1", ""))
                        + compilerPlugin(path("gen:missing:1", "")));

        assertThat(module.processorPath()).hasValue(List.of());
        assertThat(module.notes())
                .satisfiesExactly(
                        note -> assertThat(note).contains("org.tool:gone:1", "-Dhmr.compileClassPath"),
                        note -> assertThat(note).contains("gen:missing:1", "-Dhmr.compileClassPath"));
    }

    @Test
    void knowsWhichResourcesAreFiltered() {
        MavenModule module = module("<build><resources><resource><directory>src/main/resources</directory>"
                + "<filtering>true</filtering><includes><include>**/*.properties</include><include>a[b.t?t</include></includes>"
                + "<excludes><exclude>raw/</exclude></excludes></resource></resources></build>");
        Path resources = directory.resolve("app/src/main/resources");

        assertThat(module.filteredResources()).singleElement().satisfies(filtered -> {
            assertThat(filtered.covers(resources.resolve("a.properties"))).isTrue();
            assertThat(filtered.covers(resources.resolve("deep/down/a.properties")))
                    .isTrue();
            assertThat(filtered.covers(resources.resolve("a[b.txt"))).isTrue();
            assertThat(filtered.covers(resources.resolve("deep/a[b.txt"))).isFalse();
            assertThat(filtered.covers(resources.resolve("a.html"))).isFalse();
            assertThat(filtered.covers(resources.resolve("raw/a.properties"))).isFalse();
            assertThat(filtered.covers(directory.resolve("a.properties"))).isFalse();
        });
    }

    @Test
    void isNotThereWhenMavenDoesNotBuildTheModule() {
        Path output = directory.resolve("app/build/classes/java/main");
        assertThat(MavenModule.of(List.of(output), repository.local())).isEmpty();

        Repository.write(directory.resolve("pom.xml"), project(IDENTITY));
        Repository.write(directory.resolve("app/build.gradle.kts"), "");
        assertThat(MavenModule.of(List.of(output), repository.local())).isEmpty();
        Path builtByMaven = directory.resolve("target/classes");
        assertThat(MavenModule.of(List.of(output, builtByMaven), repository.local()))
                .containsOnlyKeys(builtByMaven);
    }

    @Test
    void survivesPomsThatGoRoundInCircles() {
        repository.has("a:a:1", dependencies(dependency("b:b:1", "")));
        Path b = repository.has("b:b:1", dependencies(dependency("a:a:1", "")));
        repository.has(
                "a:bom:1",
                "<dependencyManagement>"
                        + dependencies(dependency("a:bom:1", "<type>pom</type><scope>import</scope>"))
                        + "</dependencyManagement>");

        MavenModule module = module("<properties><x>${y}</x><y>${x}</y></properties><dependencyManagement>"
                + dependencies(dependency("a:bom:1", "<type>pom</type><scope>import</scope>"))
                + "</dependencyManagement>"
                + dependencies(
                        dependency("b:b:1", PROVIDED),
                        dependency("a:unmanaged", PROVIDED),
                        dependency("a:x:${x}", PROVIDED)));

        assertThat(module.compileOnly()).contains(b).hasSize(2);
    }

    @Test
    void saysWhichPomCannotBeReadAndGoesOn() {
        Path pom = Repository.write(directory.resolve("app/pom.xml"), "<project><artifactId>");

        MavenModule module = module();

        assertThat(module.runsProcessors()).isTrue();
        assertThat(module.compileOnly()).isEmpty();
        assertThat(module.notes())
                .singleElement()
                .asString()
                .contains(pom + " cannot be read", "HMR compiles without")
                .doesNotContain("\n");
    }

    @Test
    void saysWhichParentIsMissingAndGoesOn() {
        Path lombok = repository.has("org.tool:lombok:1", "");

        MavenModule module = moduleOf(
                "<parent><groupId>far</groupId><artifactId>away</artifactId><version>1</version></parent><artifactId>app</artifactId>"
                        + dependencies(dependency("org.tool:lombok:1", PROVIDED)));

        assertThat(module.compileOnly()).containsExactly(lombok);
        assertThat(module.notes()).singleElement().asString().contains("far:away:1", "HMR compiles without");
    }

    @Test
    void doesNotFollowReferencesOutOfAPom() {
        Path secret = Repository.write(directory.resolve("secret"), "sesame");
        Repository.write(
                directory.resolve("app/pom.xml"),
                "<!DOCTYPE project [<!ENTITY secret SYSTEM '" + secret.toUri() + "'><!ENTITY inner 'open'>]>"
                        + "<project>" + IDENTITY
                        + compilerPlugin("<compilerArgs><arg>-Aa=&secret;</arg><arg>-Ab=&inner;</arg></compilerArgs>")
                        + "</project>");

        MavenModule module = module();

        assertThat(module.toString()).doesNotContain("sesame").doesNotContain("open");
    }

    private static String compilerPlugin(String configuration) {
        return "<build><plugins><plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-compiler-plugin</artifactId>"
                + "<configuration>" + configuration + "</configuration></plugin></plugins></build>";
    }

    private static String path(String coordinates, String attribute) {
        return "<annotationProcessorPaths" + attribute + ">" + dependency(coordinates, "")
                + "</annotationProcessorPaths>";
    }

    private MavenModule module(String content) {
        return moduleOf(IDENTITY + content);
    }

    private MavenModule moduleOf(String content) {
        Repository.write(directory.resolve("app/pom.xml"), project(content));
        return module();
    }

    private MavenModule module() {
        Path output = directory.resolve("app/target/classes");
        return MavenModule.of(List.of(output), repository.local())
                .values()
                .iterator()
                .next();
    }
}
