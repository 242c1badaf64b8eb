package dev.hmr.protocol;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code host[:port]} of a Host or Origin header, strictly read: what is odd is not repaired but refused.
 *
 * @param host lower case; an IPv6 address keeps its brackets
 * @param port -1 when not given
 */
record Authority(String host, int port) {
    private static final int MAX_LENGTH = 260;
    private static final int MAX_PORT = 65_535;
    private static final Pattern SYNTAX =
            Pattern.compile("([A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?");

    /** The authority that the text spells, or null when it spells none. */
    static @Nullable Authority parse(String text) {
        // The length comes first: the pattern's recursion grows with its input.
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        int port = matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2));
        return port > MAX_PORT ? null : new Authority(matcher.group(1).toLowerCase(Locale.ROOT), port);
    }

    Authority withDefaultPort(int defaultPort) {
        return port < 0 ? new Authority(host, defaultPort) : this;
    }
}
