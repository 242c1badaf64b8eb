package dev.hmr.compile;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which classes of the JDK and of libraries recent runs of javac have read. One thread at a time. */
final class LibraryClasses {
    /** Enough for the imports of many sources; reading one takes some 20 microseconds. */
    private static final int MAX = 500;

    private final Set<String> names = new LinkedHashSet<>();

    void read(String binaryName) {
        names.remove(binaryName);
        names.add(binaryName);
        if (names.size() > MAX) {
            names.remove(names.iterator().next());
        }
    }

    Collection<String> recent() {
        return List.copyOf(names);
    }
}
