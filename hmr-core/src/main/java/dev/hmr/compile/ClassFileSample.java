package dev.hmr.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the classes of a directory were compiled, read off a few of them: start-up must not wait for ten thousand. Classes
 * from sources in other languages are passed over.
 */
final class ClassFileSample {
    private static final int ENOUGH = 12;
    /** So many are looked at when the first ones do not show every setting. */
    private static final int MOST = 60;

    private final List<ClassFileTraits> classes = new ArrayList<>();

    private ClassFileSample() {}

    /** Takes a sample of the class files below a directory. */
    static ClassFileSample of(Path classOutput) {
        ClassFileSample sample = new ClassFileSample();
        try {
            Files.walkFileTree(classOutput, sample.new Collector());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class files in " + classOutput + ": " + e.getMessage(), e);
        }
        return sample;
    }

    /** Whether there is any class file below a directory; looks no further than the first. */
    static boolean hasClasses(Path directory) {
        AtomicBoolean found = new AtomicBoolean();
        try {
            Files.walkFileTree(directory.toRealPath(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.set(isClass(file));
                    return found.get() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class files in " + directory + ": " + e.getMessage(), e);
        }
        return found.get();
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".class") && !file.endsWith("module-info.class");
    }

    /** The sources of the sampled classes, relative to their source root. */
    Set<Path> sources() {
        return classes.stream().map(ClassFileTraits::source).collect(Collectors.toSet());
    }

    CompilerSettings settings() {
        CompilerSettings defaults = CompilerSettings.ofThisJvm();
        return new CompilerSettings(
                classes.stream().mapToInt(ClassFileTraits::release).max().orElse(defaults.release()),
                shown(ClassFileTraits::parameters).orElse(defaults.parameters()),
                shown(ClassFileTraits::debug).orElse(defaults.debug()),
                classes.stream().anyMatch(ClassFileTraits::preview));
    }

    private <T> Optional<T> shown(Function<ClassFileTraits, Optional<T>> trait) {
        return classes.stream().map(trait).flatMap(Optional::stream).findFirst();
    }

    private boolean showsEverySetting() {
        return shown(ClassFileTraits::parameters).isPresent()
                && shown(ClassFileTraits::debug).isPresent();
    }

    private final class Collector extends SimpleFileVisitor<Path> {
        private int looked;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isClass(file)) {
                return FileVisitResult.CONTINUE;
            }
            looked++;
            read(file).filter(ClassFileTraits::fromJava).ifPresent(classes::add);
            boolean enough = looked >= MOST || (classes.size() >= ENOUGH && showsEverySetting());
            return enough ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
        }

        private Optional<ClassFileTraits> read(Path file) {
            try {
                return ClassFileTraits.read(Files.readAllBytes(file));
            } catch (IOException e) {
                // Deleted meanwhile, by a build perhaps.
                return Optional.empty();
            }
        }
    }
}
