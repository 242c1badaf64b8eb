package dev.hmr.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a pom configures the maven-compiler-plugin for the main classes. */
final class CompilerPlugin {
    private final Pom pom;
    /** What counts first comes first. */
    private final List<XmlElement> configurations;

    CompilerPlugin(Pom pom) {
        this.pom = pom;
        this.configurations = Stream.concat(
                        pom.all("build", "plugins", "plugin"),
                        pom.all("build", "pluginManagement", "plugins", "plugin"))
                .filter(plugin -> plugin.text("artifactId")
                        .filter("maven-compiler-plugin"::equals)
                        .isPresent())
                .flatMap(CompilerPlugin::configurations)
                .toList();
    }

    private static Stream<XmlElement> configurations(XmlElement plugin) {
        return Stream.concat(
                plugin.all("executions", "execution")
                        .filter(execution -> execution
                                .text("id")
                                .filter("default-compile"::equals)
                                .isPresent())
                        .flatMap(execution -> execution.all("configuration")),
                plugin.all("configuration"));
    }

    /** Where annotation processors are; empty when they are looked for among the dependencies. */
    Optional<List<Dependency>> processorPath() {
        boolean configured = configurations.stream()
                .anyMatch(found -> found.first("annotationProcessorPaths").isPresent());
        return configured
                ? Optional.of(
                        list("annotationProcessorPaths").map(pom::dependency).toList())
                : Optional.empty();
    }

    boolean runsProcessors() {
        Optional<String> proc = configurations.stream()
                .flatMap(found -> found.text("proc").stream())
                .findFirst()
                .or(() -> pom.property("maven.compiler.proc"));
        return proc.filter("none"::equals).isEmpty() && !arguments().contains("-proc:none");
    }

    /** The class names of the only annotation processors to run; none when all that are found do. */
    List<String> processors() {
        List<String> arguments = arguments();
        int option = arguments.indexOf("-processor") + 1;
        return option > 0 && option < arguments.size()
                ? List.of(arguments.get(option).split(",", -1))
                : list("annotationProcessors")
                        .map(name -> pom.interpolate(name.text()))
                        .toList();
    }

    /** What annotation processors are told: {@code -A} options. */
    List<String> processorOptions() {
        return arguments().stream()
                .filter(argument -> argument.startsWith("-A"))
                .toList();
    }

    private List<String> arguments() {
        return Stream.concat(
                        list("compilerArgs").map(XmlElement::text),
                        configurations.stream().flatMap(found -> found.text("compilerArgument").stream()))
                .map(pom::interpolate)
                .toList();
    }

    /** The elements of a list: the nearest configuration's, and those that it says it adds to. */
    private Stream<XmlElement> list(String name) {
        List<XmlElement> elements = new ArrayList<>();
        for (XmlElement configuration : configurations) {
            Optional<XmlElement> list = configuration.first(name);
            list.ifPresent(found -> elements.addAll(found.children()));
            boolean complete = list.isPresent()
                    && list.get()
                            .attribute("combine.children")
                            .filter("append"::equals)
                            .isEmpty();
            if (complete) {
                break;
            }
        }
        return elements.stream();
    }
}
