package dev.hmr.protocol;

/**
 * What a page sends to have a problem opened in the developer's editor. It names nothing but what the server itself has
 * shown to the page.
 *
 * @param failure the id of the {@link Payload.Failure}
 * @param problem the position in its list of problems, from 0
 */
public record OpenRequest(String failure, int problem) {}
