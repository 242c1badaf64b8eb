package dev.hmr.load;

/**
 * Why a reloaded class starts with new static values, although its initializer is as it was.
 *
 * @param className binary name
 * @param field what could not be taken over
 * @param reason continues a sentence that begins with the field
 */
public record LostState(String className, String field, String reason) {}
