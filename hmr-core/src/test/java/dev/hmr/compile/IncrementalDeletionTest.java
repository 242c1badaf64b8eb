package dev.hmr.compile;

import static dev.hmr.compile.IncrementalProject.fail;
import static dev.hmr.compile.IncrementalProject.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes and sources that go away. */
class IncrementalDeletionTest {
    @TempDir
    Path directory;

    private IncrementalProject project;

    @BeforeEach
    void createProject() {
        project = new IncrementalProject(directory);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void removesClassesThatAreNoLongerProduced() {
        Path a = project.existing(
                "a/A.java",
                "package a; class A { class Nested { class Deep {} } Object o = new Object() {}; } class Second {}");

        project.files.write("a/A.java", "package a; class A {}");
        Compiled compiled = succeed(project.change(a));

        assertThat(compiled.removed()).containsExactlyInAnyOrder("a.A$Nested", "a.A$Nested$Deep", "a.A$1", "a.Second");
        RecordingListener listener = project.write(compiled);
        assertThat(listener.deleted).hasSize(4);
        assertThat(project.classNames()).containsExactly("A.class");
    }

    @Test
    void doesNotCompileAgainstAClassThatIsGone() {
        Path a = project.existing("a/A.java", "package a; class A {} class Second {}");
        Path user = project.existing("a/User.java", "package a; class User { Second second; }");
        project.known.uses(user, "a.Second");

        project.files.write("a/A.java", "package a; class A {}");
        assertThat(fail(project.change(a)).errors())
                .extracting(Diagnostic::file)
                .containsOnly(user);
        project.files.write("a/A.java", "package a; class A { Second second; }");
        assertThat(fail(project.change(a)).errors())
                .extracting(Diagnostic::file)
                .containsOnly(a);
    }

    @Test
    void findsTheUsersOfADeletedSource() {
        Path gone = project.existing("a/Gone.java", "package a; class Gone {}");
        Path user = project.existing("a/User.java", "package a; class User { Gone gone; }");
        project.known.uses(user, "a.Gone");

        project.files.delete(gone);
        assertThat(fail(project.delete(gone)).errors())
                .extracting(Diagnostic::file)
                .containsOnly(user);
        assertThat(project.known.removals).containsExactly(Set.of("a.Gone"));
        project.files.write("a/User.java", "package a; class User {}");
        Compiled compiled = succeed(project.change(user));

        assertThat(compiled.removed()).containsExactly("a.Gone");
        assertThat(compiled.sources()).containsExactlyInAnyOrder(user, gone);
        project.write(compiled);
        assertThat(project.classNames()).containsExactly("User.class");
    }

    @Test
    void needsNoCompilerForADeletedSourceThatNobodyUses() {
        Path gone = project.existing("a/Gone.java", "package a; class Gone {}");

        project.files.delete(gone);
        Compiled compiled = succeed(project.delete(gone));

        assertThat(compiled.classes()).isEmpty();
        assertThat(compiled.removed()).containsExactly("a.Gone");
        assertThat(project.write(compiled).deleted).containsExactly(project.classFile("a/Gone"));
    }

    @Test
    void takesAChangedSourceThatIsNotThereForDeleted() {
        Path gone = project.existing("a/Gone.java", "package a; class Gone {}");

        project.files.delete(gone);

        assertThat(succeed(project.change(gone)).removed()).containsExactly("a.Gone");
    }

    @Test
    void takesAnInvalidatedSourceThatIsNotThereForDeleted() {
        Path a = project.existing("a/A.java", "package a; class A {}");
        Path user = project.existing("a/User.java", "package a; class User { A a; }");
        project.known.uses(user, "a.A");

        project.files.write("a/A.java", "package a; class A { int x; }");
        project.files.delete(user);

        assertThat(succeed(project.change(a)).removed()).containsExactly("a.User");
    }

    @Test
    void forgetsAFailedSourceThatIsDeleted() {
        Path broken = project.files.write("a/Broken.java", "package a; class Broken {");
        fail(project.change(broken));

        project.files.delete(broken);

        assertThat(succeed(project.delete(broken)).classes()).isEmpty();
    }

    @Test
    void compilesASourceThatComesBack() {
        Path a = project.existing("a/A.java", "package a; class A {}");
        Path user = project.existing("a/User.java", "package a; class User { A a; }");
        project.known.uses(user, "a.A");

        project.files.delete(a);
        fail(project.delete(a));
        project.files.write("a/A.java", "package a; class A { int x; }");
        Compiled compiled = succeed(project.change(a));

        assertThat(compiled.removed()).isEmpty();
        assertThat(compiled.classes()).containsKey("a.A");
    }

    @Test
    void renamesAClass() {
        Path before = project.existing("a/Before.java", "package a; class Before { class N {} }");
        Path user = project.existing("a/User.java", "package a; class User { Before b; }");
        project.known.uses(user, "a.Before");

        project.files.delete(before);
        Path after = project.files.write("a/After.java", "package a; class After { class N {} }");
        project.files.write("a/User.java", "package a; class User { After b; }");
        Compiled compiled = succeed(project.compiler.compile(Set.of(after, user), Set.of(before)));
        project.write(compiled);

        assertThat(compiled.removed()).containsExactlyInAnyOrder("a.Before", "a.Before$N");
        assertThat(project.classNames()).containsExactlyInAnyOrder("After.class", "After$N.class", "User.class");
    }

    @Test
    void keepsAClassThatMovedToAnotherSource() {
        Path a = project.existing("a/A.java", "package a; class A {} class Moved {}");

        project.files.write("a/A.java", "package a; class A {}");
        Path moved = project.files.write("a/Moved.java", "package a; class Moved {}");
        Compiled compiled = succeed(project.compiler.compile(Set.of(a, moved), Set.of()));

        assertThat(compiled.removed()).isEmpty();
        assertThat(project.write(compiled).deleted).isEmpty();
    }
}
