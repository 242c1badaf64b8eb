package dev.hmr.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The code of an application as it serves now, for the developer page. Immutable and thread-safe.
 *
 * @param routes in the order in which they were registered
 * @param units dependencies before those that depend on them
 * @param kept the values of {@code Hmr.keep}
 * @param loaders the class loaders that reloads have made and that are not garbage yet, the oldest first
 */
public record CodeView(
        List<HandledRoute> routes, List<UnitView> units, List<KeptValue> kept, List<LiveLoader> loaders) {
    /** Where nothing is known of the code. */
    public static final CodeView EMPTY = new CodeView(List.of(), List.of(), List.of(), List.of());

    /**
     * A route and the code behind it.
     *
     * @param handlers classes or methods, for a human; empty when they are not the project's
     * @param units the positions of their units in {@link CodeView#units}
     * @param generation the latest that brought one of them
     */
    public record HandledRoute(
            String method, String path, List<String> handlers, List<Integer> units, long generation) {}

    /**
     * The smallest thing that is reloaded.
     *
     * @param name short
     * @param classes the binary names of its top-level classes
     * @param generation the one that brought it as it is
     * @param reason why it came to be; empty for generation 0
     * @param entry whether it holds a method that the server was started with
     * @param links the positions of the units that it depends on
     * @param routes the positions in {@link CodeView#routes} of those that can run its code; null where there are so many
     *     units that finding out would take long
     */
    public record UnitView(
            String name,
            List<String> classes,
            long generation,
            String reason,
            boolean entry,
            List<Integer> links,
            @Nullable List<Integer> routes) {}

    /**
     * A value that outlives reloads.
     *
     * @param type the name of its class
     */
    public record KeptValue(String key, String type) {}

    /**
     * A class loader.
     *
     * @param name the unit and the generation
     * @param current whether it serves. Of the others, most wait for the garbage collector; one that stays is held by something
     */
    public record LiveLoader(String name, boolean current) {}
}
