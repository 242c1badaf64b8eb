package dev.hmr.compile;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** What changed since class files were last written: sources to compile, and sources that are gone. */
final class PendingSources {
    private final Set<Path> changed = new TreeSet<>();
    private final Set<Path> gone = new TreeSet<>();

    void changed(Collection<Path> sources) {
        sources.forEach(source -> {
            gone.remove(source);
            changed.add(source);
        });
    }

    void gone(Collection<Path> sources) {
        sources.forEach(source -> {
            changed.remove(source);
            gone.add(source);
        });
    }

    void done(Collection<Path> sources) {
        changed.removeAll(sources);
        gone.removeAll(sources);
    }

    Set<Path> changed() {
        return Set.copyOf(changed);
    }

    Set<Path> gone() {
        return Set.copyOf(gone);
    }
}
