package dev.hmr.reactive;

/**
 * What is done about a derived or effect that reads and owns nothing, so that nothing will ever make it run again. That is mostly a
 * mistake: a value cached outside of the graph, a {@code peek}, a signal read too early. See {@link Effect#onReactivityLoss}
 * and {@link Derived#onReactivityLoss}.
 */
public enum ReactivityLoss {
    /** A warning in the log (System.Logger {@code dev.hmr.reactive}) names the line of the program that caused the run. The default. */
    WARN,
    /** Nothing: it is meant. */
    IGNORE,
    /** It goes on depending on what it read before. */
    RESTORE
}
