package dev.hmr.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After any edits, the running program equals a fresh start on a clean build. {@code -Doracle.edits=20000} plays more
 * edits than a build has time for, {@code -Doracle.seed=42} starts with another program; docs/testing.md tells more.
 */
class OracleTest {
    private static final int EDITS_PER_PROGRAM = 50;
    private static final int EDITS_OF_A_BUILD = 500;

    @TempDir
    Path directory;

    @Test
    void runningProgramEqualsFreshStart() throws IOException {
        long firstSeed = Long.getLong("oracle.seed", 1);
        Map<Way, Integer> reloaded = new EnumMap<>(Way.class);
        int programs = Math.max(1, Integer.getInteger("oracle.edits", EDITS_OF_A_BUILD) / EDITS_PER_PROGRAM);
        try (CleanCompiler compiler = new CleanCompiler()) {
            for (long seed = firstSeed; seed < firstSeed + programs; seed++) {
                History history = History.random(seed, EDITS_PER_PROGRAM, compiler);
                for (Way way : Way.values()) {
                    Oracle.Tally tally = new Oracle.Tally();
                    Path program = directory.resolve(way + "-" + seed);
                    Oracle.Mismatch mismatch = Oracle.check(history, program, way, tally);
                    if (mismatch != null) {
                        explain(seed, history, mismatch, compiler, way);
                    }
                    reloaded.merge(way, tally.reloaded(), Integer::sum);
                }
                tellHowFar(seed - firstSeed + 1, programs, seed);
            }
        }
        assertThat(reloaded.getOrDefault(Way.IN_PLACE, 0))
                .as("classes that lost their state although changes were allowed in place")
                .isLessThan(reloaded.getOrDefault(Way.RELOAD, 0));
    }

    /** Only where that takes longer than a build: hours, for 20,000 edits. */
    private static void tellHowFar(long played, int programs, long seed) {
        if (programs * EDITS_PER_PROGRAM > EDITS_OF_A_BUILD) {
            System.out.printf("%d of %d programs played, the last from seed %d%n", played, programs, seed);
        }
    }

    private void explain(long seed, History history, Oracle.Mismatch mismatch, CleanCompiler compiler, Way way)
            throws IOException {
        Path shrinking = directory.resolve("shrinking");
        History small = Shrinker.shrink(history, mismatch, compiler, shrinking, way);
        Path folder = Path.of("target", "oracle", "seed-" + seed).toAbsolutePath();
        String reproduction = Reproduction.write(small, folder);
        fail(
                "Seed %d, %s, %s%n%nShrunk, %s%n%nAs a scenario in %s:%n%s",
                seed,
                way,
                mismatch,
                Oracle.check(small, shrinking.resolve("shrunk"), way, new Oracle.Tally()),
                folder,
                reproduction);
    }
}
