package dev.hmr.compile;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What the build told javac, as far as class files show it. Sources are always UTF-8.
 *
 * @param release the Java release the class files are for, for instance 17
 * @param parameters whether names of method parameters are kept ({@code -parameters})
 * @param debug how much debug information is kept
 * @param preview whether preview features are on
 */
public record CompilerSettings(int release, boolean parameters, DebugInfo debug, boolean preview)
        implements Serializable {

    /** What is assumed for a module that has no class file yet: this JVM's release, parameter names, all debug info. */
    public static CompilerSettings ofThisJvm() {
        return new CompilerSettings(runningRelease(), true, DebugInfo.ALL, false);
    }

    static int runningRelease() {
        return Runtime.version().feature();
    }

    /** The javac options for these settings on this JVM, which must be able to compile for {@link #release()}. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of(debug.flag(), "-nowarn", "-Xlint:none", "-implicit:none"));
        if (parameters) {
            options.add("-parameters");
        }
        if (release != runningRelease()) {
            // Looks up the API of an older JDK in an archive that javac opens anew each time: slower, so only when
            // needed.
            options.addAll(List.of("--release", Integer.toString(release)));
        } else if (preview) {
            options.addAll(List.of("--enable-preview", "-source", Integer.toString(release)));
        }
        return options;
    }
}
