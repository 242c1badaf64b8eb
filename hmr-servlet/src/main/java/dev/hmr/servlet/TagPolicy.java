package dev.hmr.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which responses can take a tag without harm. */
final class TagPolicy {
    /** What a charset must encode as ASCII does, so that a tag in ASCII is one in that charset, too. */
    private static final String PROBE = "<script src=\"/@\">-!?</>";

    private TagPolicy() {}

    /**
     * Whether the response is a whole HTML document to be shown, in a form that a tag can be put into.
     *
     * @param response with its headers as they will be sent
     * @param asText whether its body is written as text, which takes a tag in any charset
     */
    static boolean takesTag(HttpServletResponse response, boolean asText) {
        return !response.isCommitted()
                && hasBodyToShow(response.getStatus())
                && isHtml(response.getContentType())
                && response.getHeader("Content-Encoding") == null
                && !isDownload(response.getHeader("Content-Disposition"))
                && (asText || isAsciiCompatible(response.getCharacterEncoding()));
    }

    private static boolean hasBodyToShow(int status) {
        return switch (status) {
            case HttpServletResponse.SC_NO_CONTENT,
                    HttpServletResponse.SC_RESET_CONTENT,
                    HttpServletResponse.SC_PARTIAL_CONTENT -> false;
            default -> status >= 200 && (status < 300 || status >= 400);
        };
    }

    private static boolean isHtml(@Nullable String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals("text/html");
    }

    private static boolean isDownload(@Nullable String disposition) {
        return disposition != null && disposition.toLowerCase(Locale.ROOT).startsWith("attachment");
    }

    private static boolean isAsciiCompatible(@Nullable String charset) {
        if (charset == null || charset.equalsIgnoreCase("utf-8")) {
            return true;
        }
        try {
            byte[] encoded = PROBE.getBytes(Charset.forName(charset));
            return PROBE.equals(new String(encoded, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            return false; // Unknown here, or one that cannot encode.
        }
    }
}
