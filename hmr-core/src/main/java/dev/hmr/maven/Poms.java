package dev.hmr.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads poms, with the parents and the imports they name, each file once. One thread at a time. */
final class Poms {
    private final LocalRepository repository;
    private final Map<Path, Optional<XmlElement>> files = new HashMap<>();
    private final Map<Path, Optional<Pom>> poms = new HashMap<>();
    private final Map<Pom, List<Dependency>> statedManagements = new HashMap<>();
    private final Map<Pom, Map<String, Dependency>> managements = new HashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();

    Poms(LocalRepository repository) {
        this.repository = repository;
    }

    /** A pom of the project or of the repository; empty when the file is no pom. */
    Optional<Pom> read(Path file) {
        Optional<Pom> known = poms.get(file);
        if (known == null) {
            List<XmlElement> lineage = lineage(file);
            known = lineage.isEmpty() ? Optional.empty() : Optional.of(new Pom(file, lineage));
            poms.put(file, known);
        }
        return known;
    }

    /** The pom of an artifact in the repository. */
    Optional<Pom> read(Artifact artifact) {
        return repository.file(artifact.pom()).flatMap(this::read);
    }

    /** Sentences for the developer about poms that could not be read or found. */
    Set<String> problems() {
        return problems;
    }

    private List<XmlElement> lineage(Path file) {
        List<XmlElement> lineage = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        Optional<Path> next = Optional.of(file);
        while (next.isPresent() && seen.add(next.get())) {
            Optional<XmlElement> pom = parse(next.get());
            if (pom.isEmpty()) {
                break;
            }
            lineage.add(pom.get());
            next = parentOf(next.get(), pom.get());
        }
        return lineage;
    }

    private Optional<XmlElement> parse(Path file) {
        Optional<XmlElement> known = files.get(file);
        if (known == null) {
            known = parseNow(file);
            files.put(file, known);
        }
        return known;
    }

    private Optional<XmlElement> parseNow(Path file) {
        try {
            XmlElement root = XmlElement.read(file);
            if (root.name().equals("project")) {
                return Optional.of(root);
            }
            problem(file + " is no pom: it begins with <" + root.name() + ">");
        } catch (IOException e) {
            problem(file + " cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private void problem(String what) {
        problems.add(what + ". HMR compiles without what it says; correct that and restart.");
    }

    private Optional<Path> parentOf(Path file, XmlElement pom) {
        Optional<XmlElement> parent = pom.first("parent");
        if (parent.isEmpty()) {
            return Optional.empty();
        }
        Artifact artifact = new Artifact(
                parent.get().text("groupId").orElse(""),
                parent.get().text("artifactId").orElse(""),
                "pom",
                "",
                parent.get().text("version").orElse(""));
        String relative =
                parent.get().first("relativePath").map(XmlElement::text).orElse("../pom.xml");
        Optional<Path> found = beside(file, relative, artifact.artifactId()).or(() -> repository.file(artifact));
        if (found.isEmpty()) {
            problem("The parent " + artifact + " of " + file + " is not there, and not in " + repository);
        }
        return found;
    }

    private Optional<Path> beside(Path file, String relative, String artifactId) {
        if (relative.isEmpty()) {
            return Optional.empty();
        }
        Path there = file.resolveSibling(relative).normalize();
        Path candidate = Files.isDirectory(there) ? there.resolve("pom.xml") : there;
        return Files.isRegularFile(candidate)
                        && parse(candidate)
                                .flatMap(found -> found.text("artifactId"))
                                .filter(artifactId::equals)
                                .isPresent()
                ? Optional.of(candidate)
                : Optional.empty();
    }

    /** A dependency with the version, the scope and the exclusions that the dependency management of its pom adds. */
    Dependency managed(Dependency dependency, Pom pom) {
        if (!dependency.artifact().version().isEmpty() && !dependency.scope().isEmpty()) {
            return dependency;
        }
        Dependency managed = management(pom).get(dependency.artifact().key());
        return managed == null ? dependency : dependency.managedBy(managed);
    }

    /** What the dependency management of a pom and those that it imports say, by artifact. */
    private Map<String, Dependency> management(Pom pom) {
        Map<String, Dependency> known = managements.get(pom);
        if (known == null) {
            known = readManagement(pom);
            managements.put(pom, known);
        }
        return known;
    }

    private List<Dependency> stated(Pom pom) {
        return statedManagements.computeIfAbsent(pom, Pom::statedManagement);
    }

    private Map<String, Dependency> readManagement(Pom pom) {
        Map<String, Dependency> byKey = new HashMap<>();
        Deque<Pom> open = new ArrayDeque<>(List.of(pom));
        Set<Artifact> imported = new HashSet<>();
        while (!open.isEmpty()) {
            List<Pom> imports = new ArrayList<>();
            for (Dependency managed : stated(open.removeFirst())) {
                if (!managed.scope().equals("import")) {
                    byKey.putIfAbsent(managed.artifact().key(), managed);
                } else if (imported.add(managed.artifact())) {
                    read(managed.artifact()).ifPresent(imports::add);
                }
            }
            // In the order of their mention, and what an import imports right after it.
            for (int i = imports.size() - 1; i >= 0; i--) {
                open.addFirst(imports.get(i));
            }
        }
        return byKey;
    }
}
