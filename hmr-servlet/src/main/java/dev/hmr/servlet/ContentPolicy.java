package dev.hmr.servlet;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a page's Content-Security-Policy asks of a script in it. It is read and never changed. */
final class ContentPolicy {
    static final String HEADER = "Content-Security-Policy";

    private static final Pattern SCRIPTS = Pattern.compile(
            "(?:^|[;,])\\s*(script-src-elem|script-src|default-src)\\s+([^;,]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9+/_=-]+)'", Pattern.CASE_INSENSITIVE);

    private ContentPolicy() {}

    /**
     * The nonce that lets a script in, or null when the policy names none.
     *
     * @param policies the values of all headers of that name
     */
    static @Nullable String nonce(Collection<String> policies) {
        for (String policy : policies) {
            Matcher directives = SCRIPTS.matcher(policy);
            while (directives.find()) {
                Matcher nonce = NONCE.matcher(directives.group(2));
                if (nonce.find()) {
                    return nonce.group(1);
                }
            }
        }
        return null;
    }
}
