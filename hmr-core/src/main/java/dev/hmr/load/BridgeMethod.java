package dev.hmr.load;

/**
 * Where an operation can be called.
 *
 * @param bridgeClass internal name
 * @param loader the loader that the bridge class is, or will be, defined by
 */
record BridgeMethod(String bridgeClass, String name, String descriptor, ClassLoader loader) {}
