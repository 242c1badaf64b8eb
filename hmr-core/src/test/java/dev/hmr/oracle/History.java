package dev.hmr.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A program and what it becomes, edit by edit. The same seed gives the same history under the same JDK.
 *
 * @param versions the first one compiles; at least one
 */
record History(List<Version> versions) {
    /** The sources after an edit, and a clean build of them. */
    static final class Version {
        private final SourceTree tree;
        private final CleanCompiler.Build build;
        private @Nullable FreshStart fresh;

        Version(SourceTree tree, CleanCompiler.Build build) {
            this.tree = tree;
            this.build = build;
        }

        SourceTree tree() {
            return tree;
        }

        CleanCompiler.Build build() {
            return build;
        }

        /** The clean build, started once for all ways to play the history. */
        FreshStart fresh() {
            FreshStart known = fresh;
            if (known == null) {
                known = FreshStart.of(build.classes());
                fresh = known;
            }
            return known;
        }
    }

    private static final int PACKAGE_SIZE = 4;
    private static final int REPAIRS = 40;

    static History random(long seed, int edits, CleanCompiler compiler) {
        Random random = new Random(seed);
        Program program = start(random, compiler);
        List<Version> versions = new ArrayList<>(List.of(version(program, compiler)));
        Program good = program;
        while (versions.size() <= edits) {
            Version last = versions.get(versions.size() - 1);
            Program next = program.copy();
            if (!last.build().succeeded() && random.nextDouble() < 0.7) {
                next = good.copy();
            }
            new Editor(random, next).edit();
            Version version = version(next, compiler);
            boolean wanted = version.build().succeeded() || random.nextDouble() < 0.25;
            if (wanted && !version.tree().equals(last.tree())) {
                versions.add(version);
                program = next;
                good = version.build().succeeded() ? next : good;
            }
        }
        return new History(versions);
    }

    static History of(List<SourceTree> trees, CleanCompiler compiler) {
        return new History(trees.stream()
                .map(tree -> new Version(tree, compiler.build(tree)))
                .toList());
    }

    private static Version version(Program program, CleanCompiler compiler) {
        SourceTree tree = program.render();
        return new Version(tree, compiler.build(tree));
    }

    private static Program start(Random random, CleanCompiler compiler) {
        while (true) {
            Program program = new Program();
            Writer writer = new Writer(random, program);
            for (int i = 0; i < Program.PACKAGES.size() * PACKAGE_SIZE; i++) {
                program.types.add(writer.type(Program.PACKAGES.get(i % Program.PACKAGES.size()), "T" + i % 10));
            }
            program.types.addAll(writer.sealed(Type.pick(random, Program.PACKAGES), List.of("S0", "S1", "S2")));
            if (repair(program, compiler)) {
                return program;
            }
        }
    }

    /** Takes out what does not compile. */
    private static boolean repair(Program program, CleanCompiler compiler) {
        for (int i = 0; i < REPAIRS; i++) {
            CleanCompiler.Build build = version(program, compiler).build();
            if (build.succeeded()) {
                return true;
            }
            // From the end, so that the places of those before stay right.
            List<CleanCompiler.CompileError> errors = new ArrayList<>(build.errors());
            errors.sort(Comparator.comparing(CleanCompiler.CompileError::file)
                    .thenComparing(CleanCompiler.CompileError::line)
                    .reversed());
            boolean removed = false;
            CleanCompiler.CompileError last = null;
            for (CleanCompiler.CompileError error : errors) {
                boolean again = last != null && last.file().equals(error.file()) && last.line() == error.line();
                Program.Place place = again ? null : program.at(error.file(), error.line());
                if (place != null) {
                    program.remove(place);
                    removed = true;
                }
                last = error;
            }
            if (!removed) {
                return false;
            }
        }
        return false;
    }
}
