package dev.hmr.heap;

import java.util.List;

/**
 * What keeps a target alive.
 *
 * @param target what should be garbage
 * @param text who holds what of it: {@code static field app.Registry.listeners (java.util.ArrayList) holds app.Hello$Listener}
 * @param origin the holder alone, without what it holds now: the same text for the same leak after another reload
 * @param path the objects on the way from the root, a line each
 */
public record Holder(Target target, HolderKind kind, String text, String origin, List<String> path) {}
