package dev.hmr.benchmarks.reactive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hmr.benchmarks.BenchmarkFailed;
import java.io.IOException;
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
        if (!isThere("node") || !isThere("npm")) {
            return Optional.empty();
        }
        if (!Files.isDirectory(place.resolve("node_modules"))) {
            run(place, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
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
        return Optional.of(parse(shapes, run(place, command)));
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

    private static boolean isThere(String program) {
        try {
            Process process = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(program, e);
        }
    }

    private static List<String> run(Path place, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(place.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchmarkFailed(String.join(" ", command) + " failed:\n" + output);
            }
            return output.lines().toList();
        } catch (IOException e) {
            throw new BenchmarkFailed("Could not run " + String.join(" ", command), e);
        } catch (InterruptedException e) {
            throw interrupted(command.get(0), e);
        }
    }

    private static BenchmarkFailed interrupted(String program, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new BenchmarkFailed("Interrupted while " + program + " ran", cause);
    }
}
