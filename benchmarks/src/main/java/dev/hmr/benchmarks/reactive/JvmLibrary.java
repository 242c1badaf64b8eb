package dev.hmr.benchmarks.reactive;

/** The libraries that run on the JVM. */
enum JvmLibrary {
    HMR,
    JAVA_FX;

    Library create() {
        return switch (this) {
            case HMR -> new Library.Hmr();
            case JAVA_FX -> new JavaFx();
        };
    }
}
