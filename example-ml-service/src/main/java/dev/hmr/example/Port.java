package dev.hmr.example;

import org.jspecify.annotations.Nullable;

/** Where the server listens: port 7070, unless the environment variable {@code PORT} says otherwise. */
final class Port {
    private static final int DEFAULT = 7070;

    private Port() {}

    /** Reads {@code PORT}; if that is not a port number, says so and ends the program with status 1. */
    static int fromEnvironmentOrExit() {
        try {
            return parse(System.getenv("PORT"));
        } catch (IllegalArgumentException badPort) {
            System.err.println(badPort.getMessage());
            System.exit(1);
            throw badPort;
        }
    }

    /**
     * The port that {@code value} names; 0 is any free one.
     *
     * @throws IllegalArgumentException if it is not a port number; the message is for the user
     */
    static int parse(@Nullable String value) {
        if (value == null) {
            return DEFAULT;
        }
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65_535) {
            return Integer.parseInt(value);
        }
        throw new IllegalArgumentException("PORT must be a number from 0 to 65535, but it is \"" + value + "\".");
    }
}
