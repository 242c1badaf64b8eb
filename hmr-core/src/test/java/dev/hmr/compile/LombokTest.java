package dev.hmr.compile;

import static dev.hmr.compile.IncrementalProject.fail;
import static dev.hmr.compile.IncrementalProject.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Lombok, which is not on the class path that the project runs on, in each way that projects have it. */
class LombokTest {
    private static final String PERSON =
            "package a; @lombok.Value public class Person { String name; static Person of() { return new Person(\"Ada\"); } }";
    private static final String USER =
            "package a; @lombok.extern.java.Log class User { String f() { log.info(\"hi\"); return Person.of().getName(); } }";

    @TempDir
    Path directory;

    private final Path jar = MavenLayout.jarOf(Getter.class);
    private final MavenLayout layout = new MavenLayout();
    private TestProject files;
    private @Nullable IncrementalProject open;

    @BeforeEach
    void createProject() {
        files = new TestProject(directory.resolve("project"));
        layout.useRepositoryOf("org.projectlombok", Getter.class);
    }

    @AfterEach
    void close() {
        layout.close();
        if (open != null) {
            open.close();
        }
    }

    @Test
    void worksAsAProvidedDependency() {
        layout.pom(files, MavenLayout.dependency(lombok(), "<scope>provided</scope>"));

        editsCompile();
    }

    @Test
    void worksOnThePathOfAnnotationProcessors() {
        layout.pom(
                files,
                MavenLayout.dependency(lombok(), "<optional>true</optional>") + MavenLayout.processorPath(lombok()));

        editsCompile();
    }

    @Test
    void worksOnTheClassPath() {
        files.addLibrary(jar);

        editsCompile();
    }

    @Test
    void worksWhereTheDeveloperNamesIt() throws IOException {
        Path source = files.write("a/Person.java", PERSON);
        Project project;
        try (URLClassLoader loader = TestProject.loader(List.of(files.classes))) {
            project = ProjectDiscovery.addCompilerOnly(
                    ProjectDiscovery.discover(loader, List.of(), Set.of()), List.of(jar));
        }
        try (Compiler javac = Compiler.inThisJvm(project).orElseThrow()) {
            Compilation compilation = javac.compile(
                    TestProject.read(source), Set.of(), project.modules().get(0));

            assertThat(compilation).isInstanceOf(Compilation.Success.class);
        }
    }

    @Test
    void doesNotRunWhereTheBuildDoesNotRunIt() {
        layout.pom(
                files,
                MavenLayout.dependency(lombok(), "<scope>provided</scope>")
                        + MavenLayout.compilerPlugin("<proc>none</proc>"));

        assertThat(fail(open().change(files.write("a/Person.java", PERSON))).errors())
                .isNotEmpty();
    }

    @Test
    void saysWhatToDoWhenItIsNotFound() {
        List<Diagnostic> errors =
                fail(open().change(files.write("a/Person.java", PERSON))).errors();

        assertThat(errors).first().asString().contains("package lombok does not exist", "-Dhmr.compileClassPath");
    }

    /** Lombok generates nothing, so that an edit costs the one file and what it invalidates. */
    private void editsCompile() {
        IncrementalProject project = open();
        Path person = project.existing("a/Person.java", PERSON);
        Path user = project.existing("a/User.java", USER);
        project.known.uses(user, "a.Person");

        files.write("a/User.java", USER.replace("hi", "hello"));
        Compiled body = succeed(project.change(user));
        assertThat(body.classes()).containsOnlyKeys("a.User");
        project.write(body);

        files.write("a/Person.java", PERSON.replace("String name", "CharSequence name"));
        assertThat(fail(project.change(person)).errors())
                .extracting(Diagnostic::file)
                .containsOnly(user);
        files.write(
                "a/Person.java",
                PERSON.replace("String name", "int age; String name").replace("(\"", "(1, \""));
        assertThat(succeed(project.change(person)).classes()).containsOnlyKeys("a.Person", "a.User");
    }

    private IncrementalProject open() {
        IncrementalProject project = new IncrementalProject(files);
        open = project;
        return project;
    }

    private static String lombok() {
        return MavenLayout.coordinates("org.projectlombok", "lombok", Getter.class);
    }
}
