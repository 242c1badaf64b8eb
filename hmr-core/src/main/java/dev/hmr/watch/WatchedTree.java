package dev.hmr.watch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is watched: everything of interest below the roots, and the directories that lead to them from their anchors.
 * Works on real paths and knows how to say them as the caller would. Immutable, thread-safe.
 */
final class WatchedTree {

    /** Told what a walk finds. */
    interface Visitor {
        /** A directory, before it is read, so that nothing made in it from now on is missed. False skips it. */
        boolean directory(Path realPath);

        /** A file of interest. */
        void file(Path realPath, BasicFileAttributes attributes);

        /** A directory or file that cannot be read. */
        void unreadable(Path realPath, IOException cause);
    }

    private final List<Root> roots;
    private final Predicate<Path> ignored;

    /** @param ignored asked about paths as the caller would name them; adds to {@link IgnoredNames} */
    WatchedTree(Collection<Path> roots, Predicate<Path> ignored) {
        // The deepest root first: it is the one that decides about a path of nested roots.
        this.roots = roots.stream()
                .map(Root::of)
                .sorted(Comparator.comparing((Root root) -> root.real().getNameCount())
                        .reversed())
                .toList();
        this.ignored = ignored;
    }

    List<Root> roots() {
        return roots;
    }

    /** The directories from which walks reach every root; none lies below another. */
    List<Path> anchors() {
        List<Path> anchors = roots.stream().map(Root::anchor).distinct().toList();
        return anchors.stream()
                .filter(anchor ->
                        anchors.stream().noneMatch(other -> !other.equals(anchor) && anchor.startsWith(other)))
                .toList();
    }

    /** The path as the caller would name it, or null if it is not of interest. */
    @Nullable
    Path givenPath(Path realPath) {
        Root root = rootOf(realPath);
        if (root == null) {
            return null;
        }
        for (Path directory = realPath.getParent();
                directory != null && directory.startsWith(root.real()) && !directory.equals(root.real());
                directory = directory.getParent()) {
            if (IgnoredNames.isDirectoryIgnored(name(directory))) {
                return null;
            }
        }
        Path given = root.givenPath(realPath);
        return ignored.test(given) ? null : given;
    }

    /** Like {@link #givenPath}, and null for files that are ignored by name. */
    @Nullable
    Path givenFile(Path realPath) {
        return IgnoredNames.isFileIgnored(name(realPath)) ? null : givenPath(realPath);
    }

    /** The roots that lie at or below a directory. */
    List<Root> rootsBelow(Path realDirectory) {
        return roots.stream()
                .filter(root -> root.real().startsWith(realDirectory))
                .toList();
    }

    /** The roots that lie at, above or below a directory. */
    List<Root> rootsAround(Path realDirectory) {
        return roots.stream()
                .filter(root -> root.real().startsWith(realDirectory) || realDirectory.startsWith(root.real()))
                .toList();
    }

    /** Visits what is watched at and below a path. What vanishes meanwhile is passed over. */
    void walk(Path start, Visitor visitor) {
        Set<Path> linked = new HashSet<>();
        Deque<Path> open = new ArrayDeque<>();
        open.push(start);
        while (!open.isEmpty()) {
            Path path = open.pop();
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                if (attributes.isRegularFile()) {
                    if (givenFile(path) != null) {
                        visitor.file(path, attributes);
                    }
                } else if (attributes.isDirectory()
                        && isDirectoryWatched(path)
                        && !isKnownByAnotherPath(path, linked)
                        && visitor.directory(path)) {
                    children(path).forEach(open::push);
                }
            } catch (NoSuchFileException | NotDirectoryException e) {
                // Gone since it was listed, or a link to nothing.
            } catch (IOException e) {
                if (givenFile(path) != null) {
                    visitor.unreadable(path, e);
                }
            }
        }
    }

    boolean isDirectoryWatched(Path path) {
        return leadsToRoot(path) || (!IgnoredNames.isDirectoryIgnored(name(path)) && givenPath(path) != null);
    }

    /**
     * Directories behind symbolic links are watched where they are linked, unless that would register one directory
     * under two paths: the system reports its events once, under one of them.
     */
    private boolean isKnownByAnotherPath(Path directory, Set<Path> linked) throws IOException {
        if (!Files.isSymbolicLink(directory)) {
            return false;
        }
        Path target = directory.toRealPath();
        return rootOf(target) != null || leadsToRoot(target) || !linked.add(target);
    }

    private Set<Path> children(Path directory) throws IOException {
        Set<Path> children = new LinkedHashSet<>();
        if (rootOf(directory) != null) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                entries.forEach(children::add);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        for (Root root : roots) {
            if (root.real().startsWith(directory) && !root.real().equals(directory)) {
                children.add(directory.resolve(root.real().getName(directory.getNameCount())));
            }
        }
        return children;
    }

    private @Nullable Root rootOf(Path realPath) {
        for (Root root : roots) {
            if (realPath.startsWith(root.real())) {
                return root;
            }
        }
        return null;
    }

    private boolean leadsToRoot(Path realPath) {
        return roots.stream().anyMatch(root -> root.real().startsWith(realPath));
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
