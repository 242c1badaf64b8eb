package dev.hmr.servlet;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The paths, within the context, that are ours and never the application's. */
public final class DevPath {
    static final String ROOT = "/@hmr";
    static final String SCRIPT = ROOT + "/client.js";
    static final String SOCKET = ROOT + "/socket";
    static final String PAGE = ROOT + "/";
    static final String PAGE_SCRIPT = ROOT + "/developer.js";
    static final String STATE = ROOT + "/state";
    static final String OPEN = ROOT + "/open";

    private DevPath() {}

    /** The decoded path within the context if it is {@link #ROOT} or under it, otherwise null. */
    static @Nullable String of(HttpServletRequest request) {
        String path = within(request);
        return isUnder("", path) ? path : null;
    }

    /**
     * Whether a path is ours.
     *
     * @param contextPath the application's
     * @param path decoded, of the whole request
     */
    public static boolean isUnder(String contextPath, String path) {
        String root = contextPath + ROOT;
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    /** The decoded path within the context. */
    static String within(HttpServletRequest request) {
        try {
            String servletPath = request.getServletPath();
            String pathInfo = request.getPathInfo();
            return pathInfo == null ? servletPath : servletPath.isEmpty() ? pathInfo : servletPath + pathInfo;
        } catch (IllegalArgumentException e) {
            // Jetty does not decode a path that can be read in two ways.
            return request.getRequestURI().substring(request.getContextPath().length());
        }
    }
}
