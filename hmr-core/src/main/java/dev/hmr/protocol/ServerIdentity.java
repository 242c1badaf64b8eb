package dev.hmr.protocol;

import java.util.UUID;

/**
 * One run of a server, as its pages know it.
 *
 * @param id opaque, not secret; tells a page that the server it came from has been restarted
 * @param token what a page must know to open the developer socket
 */
public record ServerIdentity(String id, AccessToken token) {

    /** A new identity; one per started server. */
    public static ServerIdentity create() {
        return new ServerIdentity(UUID.randomUUID().toString(), AccessToken.generate());
    }
}
