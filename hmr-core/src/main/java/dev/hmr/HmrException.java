package dev.hmr;

import org.jspecify.annotations.Nullable;

/** Misuse, or a failure of the surroundings; the message says what to do. What a save ends in is never thrown. */
public class HmrException extends RuntimeException {
    public HmrException(String message) {
        super(message);
    }

    public HmrException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
