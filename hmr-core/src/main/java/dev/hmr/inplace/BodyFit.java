package dev.hmr.inplace;

import dev.hmr.graph.ChangedCode;
import dev.hmr.graph.ClassFile;
import dev.hmr.graph.Declarations;
import dev.hmr.graph.InPlaceRule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a class where it is if only what its methods do changed, and what only it can see. One plan's; session thread only.
 */
final class BodyFit implements InPlaceRule {
    private final Set<String> initializedAgain;
    private final Map<String, Companion> companions = new HashMap<>();

    BodyFit(ChangedCode changed) {
        this.initializedAgain = changed.initializers();
    }

    @Override
    public Fit fit(ClassFile running, ClassFile next) {
        Optional<String> difference = Declarations.difference(running, next);
        if (difference.isPresent()) {
            return new Refused(difference.get());
        }
        MemberFit members = new MemberFit(running, next);
        Fit fit = members.fit();
        companions.remove(next.name());
        members.companion().ifPresent(companion -> companions.put(next.name(), companion));
        return fit;
    }

    @Override
    public Set<String> initializedAgain() {
        return initializedAgain;
    }

    /** What a fitted class (internal name) needs beside it; null if nothing. */
    @Nullable
    Companion companion(String className) {
        return companions.get(className);
    }
}
