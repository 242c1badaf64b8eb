/**
 * What the reload session says to the browser, and the rules by which the developer channel lets anybody in.
 *
 * <p>{@link dev.hmr.protocol.Payload} is the closed set of messages, {@link dev.hmr.protocol.ClientScript} the script
 * that understands them. {@link dev.hmr.protocol.AllowedHosts}, {@link dev.hmr.protocol.Origin} and
 * {@link dev.hmr.protocol.AccessToken} are the doors; they know no web server.
 */
@NullMarked
package dev.hmr.protocol;

import org.jspecify.annotations.NullMarked;
