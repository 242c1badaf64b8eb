package dev.hmr.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something that a page was made from and that would be answered differently now. Immutable and thread-safe.
 *
 * @param use what the page uses the answer for
 * @param path the path of the request, as the browser spells it
 * @param reason what changed, for a human: a route or a file
 * @param shared whether the server cannot tell which of several pages made the request, so that each of them has to look
 *     into its own records
 */
public record Change(Use use, String path, String reason, boolean shared) {

    /** What a page uses the answer to a request for. */
    public enum Use {
        /** The page itself. */
        @JsonProperty("document")
        DOCUMENT,
        @JsonProperty("style")
        STYLE,
        @JsonProperty("image")
        IMAGE,
        @JsonProperty("script")
        SCRIPT,
        /** Anything else: what a script fetched, a font, a film. */
        @JsonProperty("data")
        DATA
    }
}
