package dev.hmr.session;

import dev.hmr.inplace.SelfAttach;
import java.lang.instrument.Instrumentation;

/** The JVM that runs the tests. */
final class ThisJvm {
    private ThisJvm() {}

    /** Its instrumentation, had in the way that applications have it. */
    static Instrumentation instrumentation() {
        SelfAttach.Outcome outcome = SelfAttach.attach();
        if (outcome instanceof SelfAttach.Refused refused) {
            throw new AssertionError("This JVM gives no instrumentation: " + refused.reason());
        }
        return ((SelfAttach.Attached) outcome).instrumentation();
    }
}
