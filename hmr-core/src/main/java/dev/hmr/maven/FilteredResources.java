package dev.hmr.maven;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resources in which the build fills in placeholders.
 *
 * @param directory absolute and normalized
 * @param includes patterns of paths below it, as Ant has them; none means all
 * @param excludes patterns of those that are copied as they are, or not at all
 */
public record FilteredResources(Path directory, List<String> includes, List<String> excludes) implements Serializable {
    private static final Pattern PART = Pattern.compile("\\*\\*/?|[*?]|[^*?]+");

    public FilteredResources {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /** The filtered resources of a pom. */
    static List<FilteredResources> of(Pom pom) {
        return pom.all("build", "resources", "resource")
                .filter(resource -> resource.text("filtering")
                        .map(pom::interpolate)
                        .filter(Boolean::parseBoolean)
                        .isPresent())
                .map(resource -> new FilteredResources(
                        directory(resource, pom),
                        patterns(resource, pom, "includes", "include"),
                        patterns(resource, pom, "excludes", "exclude")))
                .toList();
    }

    private static Path directory(XmlElement resource, Pom pom) {
        String stated = resource.text("directory").map(pom::interpolate).orElse("src/main/resources");
        return pom.directory().resolve(stated).normalize();
    }

    private static List<String> patterns(XmlElement resource, Pom pom, String list, String element) {
        return resource.all(list, element)
                .map(pattern -> pom.interpolate(pattern.text()))
                .toList();
    }

    /** Whether the build looks for placeholders in a file. */
    public boolean covers(Path file) {
        if (!file.startsWith(directory)) {
            return false;
        }
        Path relative = directory.relativize(file);
        return (includes.isEmpty() || matches(includes, relative)) && !matches(excludes, relative);
    }

    private static boolean matches(List<String> patterns, Path relative) {
        String path = relative.toString().replace('\\', '/');
        return patterns.stream().map(FilteredResources::regex).anyMatch(path::matches);
    }

    /** To Ant, {@code **} with its slash may stand for no directory at all, and a slash at the end for all below. */
    private static String regex(String antPattern) {
        String complete = antPattern.replace('\\', '/') + (antPattern.endsWith("/") ? "**" : "");
        return PART.matcher(complete)
                .replaceAll(part -> Matcher.quoteReplacement(
                        switch (part.group()) {
                            case "**/" -> "(?:.*/)?";
                            case "**" -> ".*";
                            case "*" -> "[^/]*";
                            case "?" -> "[^/]";
                            default -> Pattern.quote(part.group());
                        }));
    }
}
