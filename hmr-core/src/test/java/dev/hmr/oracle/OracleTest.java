package dev.hmr.oracle;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After any edits, the running program equals a fresh start on a clean build. {@code -Doracle.edits=20000} plays more
 * edits than a build has time for, {@code -Doracle.seed=42} starts with another program; docs/testing.md tells more.
 */
class OracleTest {
    private static final int EDITS_PER_PROGRAM = 50;

    @TempDir
    Path directory;

    @Test
    void runningProgramEqualsFreshStart() throws IOException {
        long firstSeed = Long.getLong("oracle.seed", 1);
        int programs = Math.max(1, Integer.getInteger("oracle.edits", 500) / EDITS_PER_PROGRAM);
        try (CleanCompiler compiler = new CleanCompiler()) {
            for (long seed = firstSeed; seed < firstSeed + programs; seed++) {
                History history = History.random(seed, EDITS_PER_PROGRAM, compiler);
                Oracle.Mismatch mismatch = Oracle.check(history, directory.resolve("seed-" + seed));
                if (mismatch != null) {
                    explain(seed, history, mismatch, compiler);
                }
            }
        }
    }

    private void explain(long seed, History history, Oracle.Mismatch mismatch, CleanCompiler compiler)
            throws IOException {
        Path shrinking = directory.resolve("shrinking");
        History small = Shrinker.shrink(history, mismatch, compiler, shrinking);
        Path folder = Path.of("target", "oracle", "seed-" + seed).toAbsolutePath();
        String reproduction = Reproduction.write(small, folder);
        fail(
                "Seed %d, %s%n%nShrunk, %s%n%nAs a scenario in %s:%n%s",
                seed, mismatch, Oracle.check(small, shrinking.resolve("shrunk")), folder, reproduction);
    }
}
