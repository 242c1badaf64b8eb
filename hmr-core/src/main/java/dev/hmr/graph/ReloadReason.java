package dev.hmr.graph;

import java.util.Set;
import java.util.stream.Collectors;

/** Why a unit is reloaded. */
public sealed interface ReloadReason {
    /** Its own classes changed; internal names. */
    record Edited(Set<String> classes) implements ReloadReason {
        @Override
        public String toString() {
            return classes.stream().map(Names::simple).collect(Collectors.joining(", ")) + " changed";
        }
    }

    /** It is unchanged, but links to units that are reloaded. */
    record LinksTo(Set<Unit> reloaded) implements ReloadReason {
        @Override
        public String toString() {
            return "links to " + reloaded.stream().map(Unit::toString).sorted().collect(Collectors.joining(", "));
        }
    }

    /** It is new, or made of other classes than before. */
    record Regrouped() implements ReloadReason {
        @Override
        public String toString() {
            return "new";
        }
    }
}
