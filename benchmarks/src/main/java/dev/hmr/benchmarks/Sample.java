package dev.hmr.benchmarks;

/**
 * One edit measured.
 *
 * @param referenceMillis what the bare compiler takes for the same file, right after
 */
record Sample(RunningApplication.Served served, double referenceMillis) {
    double responseMillis() {
        return served.millis();
    }

    Reload reload() {
        return served.reload();
    }

    /** What HMR's phases do not account for: the file event's way to HMR, and the answer's to the client. */
    double elsewhereMillis() {
        Reload reload = served.reload();
        return served.millis() - reload.detect() - reload.compile() - reload.load() - reload.swap();
    }
}
