package dev.hmr.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to files and directories: what the listener was told adds up to what is there. */
class WatcherFuzzTest {
    private static final int OPERATIONS = 400;

    @TempDir
    Path project;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatTheListenerWasToldAddsUpToWhatIsThere(long seed) throws IOException {
        Path root = Files.createDirectories(project.resolve("target/classes"));
        Mirror mirror = new Mirror();
        Watcher watcher = Watcher.start(List.of(root), mirror);
        try {
            Random random = new Random(seed);
            for (int i = 1; i <= OPERATIONS; i++) {
                operate(root, random, i);
                if (i % 50 == 0) {
                    await().atMost(Duration.ofSeconds(60))
                            .untilAsserted(() -> assertThat(mirror.files).isEqualTo(filesBelow(root)));
                }
            }
        } finally {
            watcher.close();
        }
        assertThat(mirror.failures).isEmpty();
    }

    private void operate(Path root, Random random, int step) throws IOException {
        Path directory = root.resolve("d" + random.nextInt(4)).resolve("e" + random.nextInt(4));
        Path file = directory.resolve("f" + random.nextInt(5));
        switch (random.nextInt(12)) {
            case 0 -> Files.deleteIfExists(file);
            case 1 -> deleteRecursively(directory);
            case 2 ->
                deleteRecursively(random.nextInt(4) == 0 ? root.resolveSibling(".") : directory.resolveSibling("."));
            case 3 -> move(directory, root.resolve("d" + random.nextInt(4)).resolve("e" + random.nextInt(4)));
            case 4 -> {
                Path outside = project.resolve("outside");
                deleteRecursively(outside);
                move(directory, outside);
            }
            case 5 -> {
                Path temporary = Files.writeString(project.resolve("temporary"), "step " + step);
                Files.createDirectories(directory);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            }
            default -> {
                Files.createDirectories(directory);
                Files.writeString(file, random.nextInt(5) == 0 ? "" : "step " + step);
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from) && !Files.exists(to)) {
            Files.createDirectories(to.resolveSibling("."));
            Files.move(from, to);
        }
    }

    private static void deleteRecursively(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory.normalize())) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static Map<Path, String> filesBelow(Path root) throws IOException {
        if (!Files.exists(root)) {
            return Map.of();
        }
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile).collect(Collectors.toMap(path -> path, path -> text(path, "")));
        }
    }

    private static @Nullable String text(Path file, @Nullable String otherwise) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return otherwise;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file when told that it changed, and never otherwise. */
    private static final class Mirror implements WatchListener {
        final Map<Path, String> files = new ConcurrentHashMap<>();
        final List<Throwable> failures = new CopyOnWriteArrayList<>();

        @Override
        public void changed(ChangeSet changes) {
            for (FileChange change : changes.changes()) {
                String text = change.kind() == FileChange.Kind.DELETED ? null : text(change.path(), null);
                if (text == null) {
                    files.remove(change.path());
                } else {
                    files.put(change.path(), text);
                }
            }
        }

        @Override
        public void failed(Throwable failure) {
            failures.add(failure);
        }
    }
}
