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
import java.util.function.Predicate;
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
    private int looked;

    private ClassFileSample() {}

    /** Takes a sample of the class files below a directory. */
    static ClassFileSample of(Path classOutput) {
        ClassFileSample sample = new ClassFileSample();
        visit(classOutput, sample::takes);
        return sample;
    }

    /** Whether there is any class file below a directory; looks no further than the first. */
    static boolean hasClasses(Path directory) {
        AtomicBoolean found = new AtomicBoolean();
        try {
            visit(directory.toRealPath(), file -> {
                found.set(true);
                return false;
            });
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
        return found.get();
    }

    /** Shows the class files below a directory until one is answered with false; passes over what cannot be read. */
    private static void visit(Path directory, Predicate<Path> more) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    return !isClass(file) || more.test(file) ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static UncheckedIOException unreadable(Path directory, IOException cause) {
        return new UncheckedIOException(
                "cannot read the class files in " + directory + ": " + cause.getMessage(), cause);
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

    /** Adds a class file; false when there are enough. */
    private boolean takes(Path file) {
        looked++;
        read(file).filter(ClassFileTraits::fromJava).ifPresent(classes::add);
        return looked < MOST && (classes.size() < ENOUGH || !showsEverySetting());
    }

    private static Optional<ClassFileTraits> read(Path file) {
        try {
            return ClassFileTraits.read(Files.readAllBytes(file));
        } catch (IOException e) {
            // Deleted meanwhile, by a build perhaps.
            return Optional.empty();
        }
    }
}
