package dev.hmr.graph;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** What the plan asks before it leaves a changed class where it is, to be redefined there. Session thread only. */
public interface InPlaceRule {
    /** Every change is reloaded, and nothing has ever been in place. */
    InPlaceRule NEVER = new Reloading(Set.of());

    /** Every change is reloaded. */
    record Reloading(Set<String> outgrown) implements InPlaceRule {
        @Override
        public Fit fit(ClassFile running, ClassFile next) {
            return new Refused("");
        }

        @Override
        public Optional<String> separation(UnitVersion.Contents unit, Set<String> edited) {
            return Optional.of("");
        }

        @Override
        public boolean canLink(UnitVersion version, Collection<UnitVersion> others) {
            return false;
        }

        @Override
        public Set<String> initializedAgain() {
            return Set.of();
        }
    }

    /** Whether a class can become its next version where it is. */
    sealed interface Fit {}

    /**
     * It can.
     *
     * @param redefined the next version in the form that the JVM takes in place of the running one
     */
    record Fits(ClassFile redefined) implements Fit {}

    /**
     * It cannot.
     *
     * @param why not, to follow the word "because"; empty if there is nothing to say
     */
    record Refused(String why) implements Fit {}

    /**
     * Fits the next version of a class to the one that runs.
     *
     * @param running as it was loaded or last redefined
     * @param next as it was compiled, with the lambda bodies' names {@linkplain LambdaNames followed}
     */
    Fit fit(ClassFile running, ClassFile next);

    /**
     * Why the classes of a unit cannot work in the {@linkplain Nests nests} that they are in, to follow the word "because"; empty if
     * they can.
     *
     * @param edited internal names of those that have not worked so before
     */
    Optional<String> separation(UnitVersion.Contents unit, Set<String> edited);

    /** Whether the code of a version, where it is, can come to use others that it has not used so far. */
    boolean canLink(UnitVersion version, Collection<UnitVersion> others);

    /** Classes (internal names) whose static values code has made that is now redefined: they must be initialized again. */
    Set<String> initializedAgain();

    /** Classes (internal names) that can no longer do without the members that they got in place: they must be reloaded. */
    Set<String> outgrown();
}
