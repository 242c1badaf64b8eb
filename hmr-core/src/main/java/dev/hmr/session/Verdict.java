package dev.hmr.session;

import dev.hmr.protocol.Problem;
import java.util.List;

/** What a save ended in. */
public sealed interface Verdict {
    /** The classes do the same as before; the running code was not touched. */
    record NothingChanged() implements Verdict {}

    /** What was saved is what runs now. */
    record Live() implements Verdict {}

    /**
     * The last good generation goes on serving.
     *
     * @param cause what went wrong
     * @param headline one sentence
     * @param problems where, as far as it is known
     */
    record Failed(Cause cause, String headline, List<Problem> problems) implements Verdict {}

    /**
     * What was saved can only be had by starting the application again; whatever else the change allowed is live.
     *
     * @param reasons a sentence each, with the ways out
     */
    record RestartNeeded(List<String> reasons) implements Verdict {}

    /** What kept a change from being live. */
    enum Cause {
        /** The sources do not compile. */
        COMPILE,
        /** The new code was loaded, but the code that wires the application threw an exception. */
        STARTUP
    }

    /** A word for people and logs: {@code live}, {@code nothing changed}, {@code failed}, {@code restart needed}. */
    default String word() {
        if (this instanceof Live) {
            return "live";
        }
        if (this instanceof NothingChanged) {
            return "nothing changed";
        }
        return this instanceof Failed ? "failed" : "restart needed";
    }
}
