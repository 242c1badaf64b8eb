package dev.hmr.inplace;

import dev.hmr.graph.ChangedCode;
import dev.hmr.graph.ClassFile;
import dev.hmr.graph.Declarations;
import dev.hmr.graph.InPlaceRule;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves a class where it is if only what its methods do changed. One plan's; session thread only.
 */
final class BodyFit implements InPlaceRule {
    private final Set<String> initializedAgain;

    BodyFit(ChangedCode changed) {
        this.initializedAgain = changed.initializers();
    }

    @Override
    public Fit fit(ClassFile running, ClassFile next) {
        Optional<String> difference = Declarations.difference(running, next);
        if (difference.isPresent()) {
            return new Refused(difference.get());
        }
        InnerMethods methods = new InnerMethods(running, next);
        return methods.fit();
    }

    @Override
    public Set<String> initializedAgain() {
        return initializedAgain;
    }
}
