package dev.hmr.graph;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a unit is reloaded. */
public sealed interface ReloadReason {
    /**
     * Its own classes changed.
     *
     * @param classes internal names
     * @param whyNotInPlace empty if that was not asked for
     */
    record Edited(Set<String> classes, String whyNotInPlace) implements ReloadReason {
        @Override
        public String toString() {
            return names(classes) + " changed"
                    + (whyNotInPlace.isEmpty() ? "" : ", and not in place, because " + whyNotInPlace);
        }
    }

    /** Code changed in place that its static initializers have run, or may have; internal names. */
    record InitializedAgain(Set<String> classes) implements ReloadReason {
        @Override
        public String toString() {
            return names(classes) + " must be initialized again, for its initializer can run what changed";
        }
    }

    /** It is unchanged, but its static initializers read a file that is not; internal names. */
    record ReadsAgain(Set<String> classes) implements ReloadReason {
        @Override
        public String toString() {
            return names(classes) + " must be initialized again, for its initializer reads a file that changed";
        }
    }

    /** Others look now for members that were added in place; internal names. */
    record Outgrown(Set<String> classes) implements ReloadReason {
        @Override
        public String toString() {
            return names(classes) + " got members in place that reflection or a subclass may look for now";
        }
    }

    private static String names(Set<String> classes) {
        return classes.stream().map(Names::simple).collect(Collectors.joining(", "));
    }

    /** It is unchanged, but links to units that are reloaded. */
    record LinksTo(Set<Unit> reloaded) implements ReloadReason {
        /** To those that it does not yet link to in these versions. */
        static LinksTo other(UnitVersion last, UnitVersion.Contents next) {
            return new LinksTo(next.links().entrySet().stream()
                    .filter(link -> last.links().get(link.getKey()) != link.getValue())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet()));
        }

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
