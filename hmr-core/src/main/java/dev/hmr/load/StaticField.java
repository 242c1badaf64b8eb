package dev.hmr.load;

import org.jspecify.annotations.Nullable;

/** A static field by name and descriptor, as classes of two versions both may have it. */
record StaticField(String name, String descriptor) {
    /** What such a field holds before anything is assigned to it. */
    @Nullable
    Object zero() {
        return switch (descriptor) {
            case "Z" -> false;
            case "B" -> (byte) 0;
            case "C" -> '\0';
            case "S" -> (short) 0;
            case "I" -> 0;
            case "J" -> 0L;
            case "F" -> 0f;
            case "D" -> 0d;
            default -> null;
        };
    }
}
