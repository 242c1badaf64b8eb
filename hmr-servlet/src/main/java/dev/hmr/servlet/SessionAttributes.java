package dev.hmr.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an HTTP session holds, and so may hold for longer than the code lives that made it. */
public final class SessionAttributes {
    private SessionAttributes() {}

    /** The attributes of the session that the request belongs to, by a description for the developer. */
    public static Map<String, Object> of(HttpServletRequest request) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        try {
            HttpSession session = request.getSession(false);
            if (session != null) {
                for (String name : Collections.list(session.getAttributeNames())) {
                    attributes.put("the session attribute " + name, session.getAttribute(name));
                }
            }
        } catch (IllegalStateException e) {
            // The session has ended meanwhile, and holds nothing any longer.
        }
        return attributes;
    }
}
