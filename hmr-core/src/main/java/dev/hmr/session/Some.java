package dev.hmr.session;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names in a sentence that is not to become too long. */
final class Some {
    private Some() {}

    /** The first of these, and how many more there are. */
    static String of(Collection<String> names, int most) {
        String some = names.stream().limit(most).collect(Collectors.joining(", "));
        return names.size() <= most ? some : some + " and " + (names.size() - most) + " more";
    }
}
