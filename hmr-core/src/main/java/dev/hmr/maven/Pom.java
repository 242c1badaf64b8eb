package dev.hmr.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pom together with its parents, as Maven would put them together. Of profiles only those count that are active by
 * default.
 */
final class Pom {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^${}]+)}");
    /** Properties that name each other in a circle are left as they are after so many rounds. */
    private static final int DEEPEST_NESTING = 16;

    private final Path file;
    /** What counts first comes first: active profiles, the pom itself, then the same of its parents. */
    private final List<XmlElement> layers;

    private final Map<String, String> identity = new LinkedHashMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();

    /** @param lineage the pom itself first, then its parents */
    Pom(Path file, List<XmlElement> lineage) {
        this.file = file;
        this.layers = lineage.stream()
                .flatMap(pom -> Stream.concat(activeProfiles(pom), Stream.of(pom)))
                .toList();
        identify(lineage.get(0));
        for (XmlElement layer : layers) {
            layer.all("properties")
                    .flatMap(all -> all.children().stream())
                    .forEach(property -> properties.putIfAbsent(property.name(), property.text()));
        }
    }

    private static Stream<XmlElement> activeProfiles(XmlElement pom) {
        return pom.all("profiles", "profile")
                .filter(profile -> profile.first("activation")
                        .flatMap(activation -> activation.text("activeByDefault"))
                        .filter(Boolean::parseBoolean)
                        .isPresent());
    }

    private void identify(XmlElement pom) {
        identity.put("basedir", directory().toString());
        identity.put("project.basedir", directory().toString());
        for (String name : List.of("groupId", "artifactId", "version")) {
            Optional<String> ofParent = pom.first("parent").flatMap(parent -> parent.text(name));
            ofParent.ifPresent(value -> identity.put("project.parent." + name, value));
            pom.text(name).or(() -> ofParent).ifPresent(value -> identity.put("project." + name, value));
        }
    }

    Path directory() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    /** Fills in the properties a text names; those not known stay. */
    String interpolate(String text) {
        String filled = text;
        for (int round = 0; round < DEEPEST_NESTING && filled.contains("${"); round++) {
            filled = PLACEHOLDER
                    .matcher(filled)
                    .replaceAll(found ->
                            Matcher.quoteReplacement(value(found.group(1)).orElse(found.group())));
        }
        return filled;
    }

    private Optional<String> value(String property) {
        return Optional.ofNullable(identity.get(property))
                .or(() -> Optional.ofNullable(System.getProperty(property)))
                .or(() -> Optional.ofNullable(properties.get(property)));
    }

    /** The elements that a path of names leads to; what counts first comes first. */
    Stream<XmlElement> all(String... path) {
        return layers.stream().flatMap(layer -> layer.all(path));
    }

    Optional<String> property(String name) {
        return value(name).map(this::interpolate);
    }

    /** The dependencies as they are stated: without what dependency management adds. */
    List<Dependency> statedDependencies() {
        return unique(all("dependencies", "dependency"));
    }

    /** The dependency management, imports among the others. */
    List<Dependency> statedManagement() {
        return unique(all("dependencyManagement", "dependencies", "dependency"));
    }

    private List<Dependency> unique(Stream<XmlElement> elements) {
        Map<String, Dependency> byKey = new LinkedHashMap<>();
        elements.map(this::dependency)
                .forEach(found -> byKey.putIfAbsent(found.artifact().key(), found));
        return new ArrayList<>(byKey.values());
    }

    /** Reads an element that names an artifact. */
    Dependency dependency(XmlElement element) {
        return new Dependency(
                new Artifact(
                        text(element, "groupId"),
                        text(element, "artifactId"),
                        element.text("type").map(this::interpolate).orElse("jar"),
                        text(element, "classifier"),
                        text(element, "version")),
                text(element, "scope"),
                Boolean.parseBoolean(text(element, "optional")),
                text(element, "systemPath"),
                element.all("exclusions", "exclusion")
                        .map(exclusion -> text(exclusion, "groupId") + ":" + text(exclusion, "artifactId"))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private String text(XmlElement element, String child) {
        return element.text(child).map(this::interpolate).orElse("");
    }
}
