package dev.hmr.session;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which sources import static members, and from which classes: class files do not tell. A source is read when first asked
 * about, and again after it was compiled. Session thread only.
 */
final class StaticImports {
    private static final Pattern IMPORT = Pattern.compile(
            "import\\s+static\\s+([\\p{javaJavaIdentifierPart}.\\s]+?)\\s*\\.\\s*(?:\\p{javaJavaIdentifierPart}+|\\*)\\s*;");

    private final Map<Path, Set<String>> bySource = new HashMap<>();

    void compiled(Path source) {
        bySource.remove(source);
    }

    /** Those of the sources that import static members of one of the classes, named as in sources. */
    List<Path> importing(Set<String> classes, Collection<Path> sources) {
        return classes.isEmpty()
                ? List.of()
                : sources.stream()
                        .filter(source ->
                                !Collections.disjoint(bySource.computeIfAbsent(source, StaticImports::read), classes))
                        .toList();
    }

    private static Set<String> read(Path source) {
        Set<String> classes = new HashSet<>();
        Matcher imports = IMPORT.matcher(SourceText.read(source));
        while (imports.find()) {
            classes.add(imports.group(1).replaceAll("\\s", ""));
        }
        return classes.isEmpty() ? Set.of() : classes;
    }
}
