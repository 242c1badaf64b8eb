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
 * @param generation of the object's class; {@link #UNKNOWN} if the exception does not tell
 * @param wantedGeneration of the class that the code knows; the same
 * @param frames where it failed, innermost first
 */
record CastFailure(String type, String wanted, long generation, long wantedGeneration, List<StackTraceElement> frames) {
    static final long UNKNOWN = -1;

    /** As HotSpot has worded it since JDK 11. An array is named by its descriptor. */
    private static final Pattern BY_INSTRUCTION =
            Pattern.compile("class (\\S+) cannot be cast to class (\\S+) \\(.* of loader (.+); .* of loader (.+)\\)");

    /** As {@link Class#cast} words it. */
    private static final Pattern BY_METHOD = Pattern.compile("Cannot cast (\\S+) to (\\S+)");

    private static final Pattern UNIT_LOADER = Pattern.compile("'hmr:.+@(\\d+)'.*");

    /** What an exception tells of what may be such a failure, unless it tells that it is none. */
    static Optional<CastFailure> of(Throwable thrown) {
        String message = thrown.getMessage();
        if (!(thrown instanceof ClassCastException) || message == null) {
            return Optional.empty();
        }
        List<StackTraceElement> frames = Arrays.asList(thrown.getStackTrace());
        Matcher call = BY_METHOD.matcher(message);
        if (call.matches()) {
            return Optional.of(
                    new CastFailure(element(call.group(1)), element(call.group(2)), UNKNOWN, UNKNOWN, frames));
        }
        Matcher cast = BY_INSTRUCTION.matcher(message);
        if (!cast.matches()) {
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
                        frames))
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
