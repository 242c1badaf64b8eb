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
        String context = request.getContextPath();
        return new ScriptTag("<script src=\"" + escaped(fromPage(request, script))
                + (context.isEmpty() ? "" : "\" data-context=\"" + escaped(context))
                + "\" data-token=\"" + identity.token().text()
                + "\" data-page=\"" + page
                + "\" data-server=\"" + escaped(identity.id())
                + (method.equals("GET") ? "" : "\" data-method=\"" + escaped(method)));
    }

    /**
     * The way from the page to a path within the context, relative, so that it is right under whatever path a proxy in front
     * serves the application: nobody tells us that one whom a page could not imitate.
     */
    private static String fromPage(HttpServletRequest request, String path) {
        String context = request.getContextPath();
        long directories = request.getRequestURI()
                        .substring(context.length())
                        .chars()
                        .filter(c -> c == '/')
                        .count()
                - 1;
        return directories < 0 ? context + path : "." + "/..".repeat((int) directories) + path;
    }

    /** @param nonce what the page's policy asks scripts for, if it does */
    String html(@Nullable String nonce) {
        return start + (nonce == null ? "" : "\" nonce=\"" + escaped(nonce)) + "\"></script>";
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
