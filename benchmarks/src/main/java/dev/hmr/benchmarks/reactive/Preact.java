package dev.hmr.benchmarks.reactive;

import dev.hmr.benchmarks.BenchmarkFailed;
import dev.hmr.benchmarks.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Preact signals on Node, which must be on the PATH, with npm to fetch them the first time.
 *
 * @param figures by shape
 * @param checksums by shape, as {@link Checksum} makes them
 * @param bytesPerNode memory for a computed value in a graph
 */
record Preact(Map<Shape, Figures> figures, Map<Shape, Integer> checksums, double bytesPerNode) {
    private static final String SCRIPT = "measure.mjs";

    /** Where the scripts are; the first that exists counts: the program may be started from here or from the root. */
    private static final List<Path> PLACES = List.of(Path.of("benchmarks/src/main/node"), Path.of("src/main/node"));

    /** Empty if there is no Node. */
    static Optional<Preact> measure(Collection<Shape> shapes, Effort effort) {
        Path place = PLACES.stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new BenchmarkFailed("There is none of " + PLACES + ": start it from the project"));
        if (Command.find("node").isEmpty() || Command.find("npm").isEmpty()) {
            return Optional.empty();
        }
        if (!Files.isDirectory(place.resolve("node_modules"))) {
            Command.run(place, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        }
        String round = Long.toString(effort.round().toMillis());
        List<String> command = new ArrayList<>(List.of(
                "node",
                "--expose-gc",
                SCRIPT,
                Long.toString(effort.round().toMillis() * effort.rounds()),
                Integer.toString(effort.rounds()),
                round));
        shapes.forEach(shape -> command.add(shape.label()));
        return Optional.of(parse(shapes, Command.run(place, command)));
    }

    private static Preact parse(Collection<Shape> shapes, List<String> lines) {
        Map<Shape, Figures> figures = new EnumMap<>(Shape.class);
        Map<Shape, Integer> checksums = new EnumMap<>(Shape.class);
        double bytesPerNode = Double.NaN;
        for (String line : lines) {
            String[] columns = line.split("\t", -1);
            for (Shape shape : shapes) {
                if (columns.length == 3 && columns[0].equals(shape.label())) {
                    checksums.put(shape, Integer.valueOf(columns[1]));
                    figures.put(shape, new Figures(Double.parseDouble(columns[2]), Double.NaN));
                }
            }
            if (columns[0].equals("bytes per node")) {
                bytesPerNode = Double.parseDouble(columns[1]);
            }
        }
        return new Preact(figures, checksums, bytesPerNode);
    }
}
