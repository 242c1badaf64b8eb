package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two modules: {@code web}, first on the class path, uses {@code core}. */
class IncrementalModulesTest {
    @TempDir
    Path directory;

    private final FakeKnownClasses known = new FakeKnownClasses();
    private TestProject core;
    private TestProject web;

    @BeforeEach
    void createModules() {
        core = new TestProject(directory.resolve("core"));
        web = new TestProject(directory.resolve("web"));
    }

    @Test
    void putsClassesIntoTheModuleOfTheirSource() throws IOException {
        Path lib = core.write("c/Lib.java", "package c; public class Lib { public static int f() { return 1; } }");
        core.build("-g", "-parameters");
        Path user = web.write("w/User.java", "package w; class User { int x = c.Lib.f(); }");
        known.knows(lib, "c.Lib", new byte[0]);
        known.uses(user, "c.Lib");

        core.write("c/Lib.java", "package c; public class Lib { public static long f() { return 1; } }");
        web.write("w/User.java", "package w; class User { long x = c.Lib.f(); }");
        write(compile(Set.of(lib)));

        assertThat(core.classes.resolve("c/Lib.class")).exists();
        assertThat(web.classes.resolve("w/User.class")).exists();
        assertThat(core.classes.resolve("w")).doesNotExist();
    }

    @Test
    void movesTheClassFileWithTheSource() throws IOException {
        Path before = core.write("c/Moved.java", "package c; public class Moved {}");
        core.build();
        core.delete(before);
        known.knows(before, "c.Moved", new byte[0]);
        Path after = web.write("c/Moved.java", "package c; public class Moved {}");

        Compiled compiled = compile(Set.of(after), Set.of(before));
        write(compiled);

        assertThat(compiled.removed()).isEmpty();
        assertThat(core.classes.resolve("c/Moved.class")).doesNotExist();
        assertThat(web.classes.resolve("c/Moved.class")).exists();
    }

    @Test
    void compilesEachModuleWithItsOwnSettings() {
        Path lib = core.write("c/Lib.java", "package c; public class Lib { void f(int x) {} }");
        core.build("-g", "-parameters", "--release", "11");
        Path user = web.write("w/User.java", "package w; class User { void f(int x) {} record R() {} }");
        web.build("-g", "--release", "17");

        assertThat(release(compile(Set.of(lib)).classes(), "c.Lib")).isEqualTo(11);
        Map<String, byte[]> both = compile(Set.of(lib, user)).classes();
        assertThat(release(both, "c.Lib")).isEqualTo(11);
        assertThat(release(both, "w.User")).isEqualTo(17);
    }

    @Test
    void compilesAgainstWhatAnotherModuleWithOtherSettingsBecomes() {
        Path lib = core.write("c/Lib.java", "package c; public class Lib { public static int f() { return 1; } }");
        core.build("-g", "--release", "11");
        Path user = web.write("w/User.java", "package w; class User { int x = c.Lib.f(); }");
        web.addLibrary(core.classes);
        web.build("-g", "--release", "17");

        core.write("c/Lib.java", "package c; public class Lib { public static int[] g() { return null; } }");
        web.write("w/User.java", "package w; class User { int[] x = c.Lib.g(); }");

        assertThat(compile(Set.of(user, lib)).classes()).containsOnlyKeys("c.Lib", "w.User");
    }

    private Compiled compile(Set<Path> changed) {
        return compile(changed, Set.of());
    }

    private Compiled compile(Set<Path> changed, Set<Path> deleted) {
        Project project = discover();
        try (Compiler javac = Compiler.inThisJvm(project).orElseThrow()) {
            CompileOutcome outcome = new IncrementalCompiler(project, javac, known).compile(changed, deleted);
            assertThat(outcome).isInstanceOf(Compiled.class);
            return (Compiled) outcome;
        }
    }

    private void write(Compiled compiled) throws IOException {
        Project project = discover();
        try (Compiler javac = Compiler.inThisJvm(project).orElseThrow()) {
            new IncrementalCompiler(project, javac, known).write(compiled, new RecordingListener());
        }
    }

    private Project discover() {
        return TestProject.discover(List.of(web.classes, core.classes), List.of(), Set.of());
    }

    private static int release(Map<String, byte[]> classes, String name) {
        byte[] bytes = Objects.requireNonNull(classes.get(name));
        return ClassFileTraits.read(bytes).orElseThrow().release();
    }
}
