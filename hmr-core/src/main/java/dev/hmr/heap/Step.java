package dev.hmr.heap;

/**
 * One object on the way from a root to what it keeps alive.
 *
 * @param className the object's class; of a class, its own name
 * @param link how it refers to the next one: the name of a field, {@code []} in an array, nothing if that is its class
 * @param isClass whether the object is a class
 * @param isReplaced whether it is of a replaced version
 */
record Step(String className, String link, boolean isClass, boolean isReplaced) {}
