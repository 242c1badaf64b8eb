package dev.hmr.inplace;

/** A static field that the JVM does not let be added to its class. */
record AddedField(String name, String descriptor) {
    /** What code knows it by: name + ":" + descriptor, as everywhere. */
    String key() {
        return name + ":" + descriptor;
    }

    /** The name of the added method that computes its first value, if any does. */
    String initialValue() {
        return "hmr$initial$" + name;
    }
}
