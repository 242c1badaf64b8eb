package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
    @TempDir
    Path directory;

    @Test
    void isWhatAUrlClassLoaderHasAndThenItsParents() throws IOException {
        Path own = Files.createDirectories(directory.resolve("own classes"));
        Path jar = jar("lib.jar", "");
        Path inherited = Files.createDirectories(directory.resolve("inherited"));

        try (URLClassLoader parent = TestProject.loader(List.of(inherited));
                URLClassLoader loader = new URLClassLoader(urls(own, jar), parent)) {
            assertThat(ClassPath.of(loader).entries()).containsExactly(own, jar, inherited);
        }
    }

    @Test
    void isTheJavaClassPathForTheJdksLoader() {
        Path ownClasses = Path.of("target", "classes").toAbsolutePath();

        assertThat(ClassPath.of(ClassLoader.getSystemClassLoader()).entries()).contains(ownClasses);
    }

    @Test
    void mayHaveUnicodeNames() throws IOException {
        TestProject.assumeUnicodeFileNames();
        Path classes = Files.createDirectories(directory.resolve("größe 大"));

        assertThat(entries(classes)).containsExactly(classes);
    }

    @Test
    void leavesOutWhatDoesNotExist() throws IOException {
        Path there = Files.createDirectories(directory.resolve("there"));

        assertThat(entries(directory.resolve("missing"), there, directory.resolve("missing.jar")))
                .containsExactly(there);
    }

    @Test
    void acceptsUrlsWithUnescapedSpaces() throws IOException {
        Path classes = Files.createDirectories(directory.resolve("a b"));
        URL url = new URL("file:" + classes + "/");

        try (URLClassLoader loader = new URLClassLoader(new URL[] {url}, null)) {
            assertThat(ClassPath.of(loader).entries()).containsExactly(classes);
        }
    }

    @Test
    void followsTheManifestOfAPathingJar() throws IOException {
        Path classes = Files.createDirectories(directory.resolve("my classes"));
        Path library = jar("library.jar", "");
        Path after = Files.createDirectories(directory.resolve("after"));
        Path pathing = jar("pathing.jar", classes.toUri() + " library.jar missing.jar");

        assertThat(entries(pathing, after)).containsExactly(pathing, classes, library, after);
    }

    @Test
    void survivesJarsThatNameEachOther() throws IOException {
        Path first = jar("first.jar", "second.jar");
        Path second = jar("second.jar", "first.jar");

        assertThat(entries(first)).containsExactly(first, second);
    }

    @Test
    void keepsAFileThatIsNoJar() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.jar"), "not a jar");

        assertThat(entries(broken)).containsExactly(broken);
    }

    @Test
    void noticesAnnotationProcessorsInJarsAndDirectories() throws IOException {
        String service = "META-INF/services/javax.annotation.processing.Processor";
        Path plain = jar("plain.jar", "");
        Path processor = jar("processor.jar", "", service);
        Path processorClasses = directory.resolve("processor-classes");
        TestProject.writeFile(processorClasses.resolve(service), "p.Processor");

        assertThat(classPath(plain).extendsCompiler()).isFalse();
        assertThat(classPath(plain, processor).extendsCompiler()).isTrue();
        assertThat(classPath(processorClasses).extendsCompiler()).isTrue();
    }

    @Test
    void noticesPluginsThatStartThemselves() throws IOException {
        Path plugin = jar("plugin.jar", "", "META-INF/services/com.sun.source.util.Plugin");

        assertThat(classPath(plugin).extendsCompiler()).isTrue();
    }

    @Test
    void looksForDirectoriesNoFurtherThanItIsAsked() throws IOException {
        Path first = Files.createDirectories(directory.resolve("first"));
        Path second = Files.createDirectories(directory.resolve("second"));
        Path later = directory.resolve("later.jar");

        try (URLClassLoader loader = new URLClassLoader(urls(first, later), null)) {
            Iterator<Path> directories = ClassPath.directories(loader).iterator();
            assertThat(directories.next()).isEqualTo(first);
            jar("later.jar", second.toUri().toString());

            assertThat(directories.next()).isEqualTo(second);
            assertThat(directories.hasNext()).isFalse();
        }
    }

    private static List<Path> entries(Path... paths) throws IOException {
        return classPath(paths).entries();
    }

    private static ClassPath classPath(Path... paths) throws IOException {
        try (URLClassLoader loader = TestProject.loader(List.of(paths))) {
            return ClassPath.of(loader);
        }
    }

    private static URL[] urls(Path... paths) throws IOException {
        URL[] urls = new URL[paths.length];
        for (int i = 0; i < paths.length; i++) {
            urls[i] = paths[i].toUri().toURL();
        }
        return urls;
    }

    private Path jar(String name, String classPath, String... entries) throws IOException {
        Path content = directory.resolve(name + "-content");
        TestProject.createDirectories(content);
        for (String entry : entries) {
            TestProject.writeFile(content.resolve(entry), "p.Service");
        }
        return Jars.pack(directory.resolve(name), content, classPath);
    }
}
