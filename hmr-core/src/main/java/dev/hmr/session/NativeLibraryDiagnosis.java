package dev.hmr.session;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains why a new version of a class cannot have its native library: the JVM ties it to the version that loaded it first. */
final class NativeLibraryDiagnosis {
    private NativeLibraryDiagnosis() {}

    /**
     * Explains an exception, or its cause.
     *
     * @return empty if this is not what happened
     */
    static Optional<String> explain(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause() == at ? null : at.getCause()) {
            if (at instanceof UnsatisfiedLinkError error && isTied(error)) {
                return Optional.of(
                        "The JVM ties a native library to the version of the class that loaded it first, so%s cannot have it."
                                        .formatted(subject(error))
                                + " Ways out: load the library in a class of its own that is left alone with HmrOptions"
                                + " exclude(…), and call it from there. A restart also helps.");
            }
        }
        return Optional.empty();
    }

    private static boolean isTied(UnsatisfiedLinkError error) {
        return String.valueOf(error.getMessage()).contains("already loaded in another classloader");
    }

    private static String subject(UnsatisfiedLinkError error) {
        String loading = userClass(error);
        return loading == null ? " a later version" : " the new version of " + loading;
    }

    private static @Nullable String userClass(UnsatisfiedLinkError error) {
        return Arrays.stream(error.getStackTrace())
                .filter(frame -> !"java.base".equals(frame.getModuleName()))
                .map(StackTraceElement::getClassName)
                .findFirst()
                .orElse(null);
    }
}
