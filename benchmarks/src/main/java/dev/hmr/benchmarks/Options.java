package dev.hmr.benchmarks;

import java.util.Arrays;
import java.util.Iterator;

/**
 * What to measure.
 *
 * @param classes size of the application
 * @param edits how many edits of each kind to measure
 * @param warmup how many edits of each kind to make before that
 * @param seed of the application and of the order of the edits
 * @param starts how many times to start the application afresh for a first save
 */
record Options(int classes, int edits, int warmup, long seed, int starts) {
    static final Options DEFAULT = new Options(300, 60, 20, 1, 3);

    static final String USAGE = "--classes 300 --edits 60 --warmup 20 --seed 1 --starts 3";

    /** @throws IllegalArgumentException if an option is not known or its value is not a number that makes sense */
    static Options parse(String... arguments) {
        Options options = DEFAULT;
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            options = options.with(name, rest.hasNext() ? rest.next() : "");
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--classes" -> new Options(number(name, value, 20), edits, warmup, seed, starts);
            case "--edits" -> new Options(classes, number(name, value, 1), warmup, seed, starts);
            case "--warmup" -> new Options(classes, edits, number(name, value, 0), seed, starts);
            case "--seed" -> new Options(classes, edits, warmup, number(name, value, 0), starts);
            case "--starts" -> new Options(classes, edits, warmup, seed, number(name, value, 1));
            default -> throw new IllegalArgumentException("Unknown option " + name + ". There are: " + USAGE);
        };
    }

    private static int number(String name, String value, int least) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number that is too small is.
        }
        throw new IllegalArgumentException(name + " needs a number from " + least + " on, not '" + value + "'");
    }
}
