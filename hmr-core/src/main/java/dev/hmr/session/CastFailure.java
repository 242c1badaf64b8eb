package dev.hmr.session;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cast that failed although the classes fit by their names: the object is of another version of its class than the code.
 *
 * @param type the object's class, as the exception names it
 * @param wanted the class that it was to be cast to
 * @param generation of the object's class
 * @param wantedGeneration of the class that the code knows
 * @param frames where it failed, innermost first
 */
record CastFailure(String type, String wanted, long generation, long wantedGeneration, List<StackTraceElement> frames) {
    /** As HotSpot has worded it since JDK 11. An array is named by its descriptor. */
    private static final Pattern MESSAGE =
            Pattern.compile("class (\\S+) cannot be cast to class (\\S+) \\(.* of loader (.+); .* of loader (.+)\\)");

    private static final Pattern UNIT_LOADER = Pattern.compile("'hmr:.+@(\\d+)'.*");

    /** What an exception tells of such a failure; empty for any other, even a cast that failed for want of a relation. */
    static Optional<CastFailure> of(Throwable thrown) {
        String message = thrown.getMessage();
        Matcher cast = MESSAGE.matcher(message == null ? "" : message);
        if (!(thrown instanceof ClassCastException) || !cast.matches()) {
            return Optional.empty();
        }
        boolean reloaded = UNIT_LOADER.matcher(cast.group(3)).matches()
                || UNIT_LOADER.matcher(cast.group(4)).matches();
        return reloaded && !cast.group(3).equals(cast.group(4))
                ? Optional.of(new CastFailure(
                        element(cast.group(1)),
                        element(cast.group(2)),
                        generation(cast.group(3)),
                        generation(cast.group(4)),
                        Arrays.asList(thrown.getStackTrace())))
                : Optional.empty();
    }

    private static String element(String name) {
        return name.startsWith("[") ? name.replaceFirst("\\[+L(.+);", "$1") : name;
    }

    private static long generation(String loader) {
        Matcher unit = UNIT_LOADER.matcher(loader);
        return unit.matches() ? Long.parseLong(unit.group(1)) : 0;
    }
}
