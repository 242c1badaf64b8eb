package dev.hmr.javalin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A web application as Maven assembles it before it is packed, with HMR's jars in {@code WEB-INF/lib}. */
final class WarDirectory {
    /** Of HMR and what it needs, by the names of their files or directories. */
    private static final Pattern LIBRARIES = Pattern.compile(
            ".*/(hmr-(core|servlet)/target/.*|(asm|jackson|directory-watcher|jna|slf4j-api|hmr-core|hmr-servlet)[^/]*\\.jar)");

    private WarDirectory() {}

    static Path of(Path project) {
        return project.resolve("target/app-1.0");
    }

    static Path classes(Path project) {
        return of(project).resolve("WEB-INF/classes");
    }

    /** Puts pages, descriptors and libraries beside the classes. */
    static void assemble(Path project) throws IOException {
        Path sources = project.resolve("src/main/webapp");
        if (Files.exists(sources)) {
            copy(sources, of(project));
        }
        addLibraries(of(project).resolve("WEB-INF/lib"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    /** Puts HMR into a web application, and the tests' remote control. */
    static void addLibraries(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1)) {
            Path path = Path.of(entry);
            Matcher library = LIBRARIES.matcher(entry.replace('\\', '/'));
            if (library.matches() && Files.isDirectory(path)) {
                pack(path, directory.resolve(library.group(1).replace('/', '-') + ".jar"));
            } else if (library.matches()) {
                Files.copy(path, directory.resolve(library.group(1).replace('/', '-')));
            }
        }
        try (JarOutputStream jar = open(directory.resolve("remote-control.jar"))) {
            Path tests = Path.of("target/test-classes");
            List<Path> files = new ArrayList<>();
            try (Stream<Path> all = Files.list(tests.resolve("dev/hmr/javalin"))) {
                all.filter(
                                file -> file.getFileName()
                                        .toString()
                                        .matches(
                                                "(RemoteApp|RemoteControl|Transferred|RunningApp|InThisProcess)(\\$.*)?\\.class"))
                        .forEach(files::add);
            }
            for (Path file : files) {
                add(jar, tests.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
            add(
                    jar,
                    "META-INF/services/jakarta.servlet.ServletContainerInitializer",
                    RemoteControl.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void pack(Path directory, Path target) throws IOException {
        try (JarOutputStream jar = open(target);
                Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                add(jar, directory.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    private static JarOutputStream open(Path target) throws IOException {
        OutputStream file = Files.newOutputStream(target);
        return new JarOutputStream(file);
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
