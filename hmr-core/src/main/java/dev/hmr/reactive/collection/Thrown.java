package dev.hmr.reactive.collection;

/** Passes on what the user's code threw. */
final class Thrown {
    private Thrown() {}

    /** Throws it as it is, checked or not. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException asItIs(Throwable failure) throws E {
        throw (E) failure;
    }
}
