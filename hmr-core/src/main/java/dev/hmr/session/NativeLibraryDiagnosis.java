package dev.hmr.session;

import java.util.Arrays;
import java.util.Optional;

/** Explains why a new version of a class cannot have its native library: the JVM ties it to the version that loaded it first. */
final class NativeLibraryDiagnosis {
    private NativeLibraryDiagnosis() {}

    /**
     * Explains an exception, or its cause.
     *
     * @return empty if this is not what happened
     */
    static Optional<String> explain(Throwable thrown) {
        return Causes.of(thrown)
                .filter(NativeLibraryDiagnosis::isTied)
                .findFirst()
                .map(NativeLibraryDiagnosis::explanation);
    }

    private static boolean isTied(Throwable error) {
        return error instanceof UnsatisfiedLinkError
                && String.valueOf(error.getMessage()).contains("already loaded in another classloader");
    }

    private static String explanation(Throwable error) {
        String subject = Arrays.stream(error.getStackTrace())
                .filter(frame -> !"java.base".equals(frame.getModuleName()))
                .findFirst()
                .map(loading -> "the new version of " + loading.getClassName())
                .orElse("a later version");
        return "The JVM ties a native library to the version of the class that loaded it first, so " + subject
                + " cannot have it. Ways out: load the library in a class of its own that is left alone with HmrOptions"
                + " exclude(…), and call it from there. A restart also helps.";
    }
}
