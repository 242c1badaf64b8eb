package dev.hmr.servlet;

import dev.hmr.protocol.ServerIdentity;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The tag that brings the client script into a page, and all that the script knows of the server.
 *
 * @param start all of it but its end
 */
record ScriptTag(String start) {

    /** @param page the id of the page that gets it */
    static ScriptTag of(HttpServletRequest request, ServerIdentity identity, String page) {
        return of(request, identity, DevPath.SCRIPT, page);
    }

    /** @param script which of our scripts it brings, within the context */
    static ScriptTag of(HttpServletRequest request, ServerIdentity identity, String script, String page) {
        String method = request.getMethod();
        return new ScriptTag("<script src=\"" + escaped(request.getContextPath() + script)
                + "\" data-token=\"" + identity.token().text()
                + "\" data-page=\"" + page
                + "\" data-server=\"" + escaped(identity.id())
                + (method.equals("GET") ? "" : "\" data-method=\"" + escaped(method)));
    }

    /** @param nonce what the page's policy asks scripts for, if it does */
    String html(@Nullable String nonce) {
        return start + (nonce == null ? "" : "\" nonce=\"" + escaped(nonce)) + "\"></script>";
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
