package dev.hmr.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The secret that a page must know to open the developer socket: 256 random bits, new for every run of a server.
 *
 * <p>It is written into HTML documents only, which another origin cannot read, and never into a log. Thread-safe.
 */
public final class AccessToken {
    private static final int BYTES = 32;

    private final String text;

    private AccessToken(String text) {
        this.text = text;
    }

    /** A new token. */
    public static AccessToken generate() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** The token in characters that need no escaping in a URL or in HTML. */
    public String text() {
        return text;
    }

    /** Whether the candidate is this token, in a time that does not tell how much of it was right. */
    public boolean matches(@Nullable String candidate) {
        return candidate != null
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    /** Says nothing, so that no log does. */
    @Override
    public String toString() {
        return "AccessToken[hidden]";
    }
}
