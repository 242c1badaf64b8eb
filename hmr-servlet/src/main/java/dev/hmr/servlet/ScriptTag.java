package dev.hmr.servlet;

import dev.hmr.protocol.ServerIdentity;
import jakarta.servlet.http.HttpServletRequest;

/** The tag that brings the client script into a page, and all that the script knows of the server. */
final class ScriptTag {
    private ScriptTag() {}

    /** @param generation the one that makes the page */
    static String of(HttpServletRequest request, ServerIdentity identity, long generation) {
        return "<script src=\"" + escaped(request.getContextPath() + DevPath.SCRIPT)
                + "\" data-token=\"" + identity.token().text()
                + "\" data-generation=\"" + generation
                + "\" data-server=\"" + escaped(identity.id())
                + "\" defer></script>";
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
