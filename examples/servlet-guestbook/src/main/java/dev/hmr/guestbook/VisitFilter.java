package dev.hmr.guestbook;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Counts how often a visitor has seen the guestbook, in the session. */
final class VisitFilter extends HttpFilter {
    static final String VISITS = "visits";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setCharacterEncoding("UTF-8");
        if (request.getMethod().equals("GET") && request.getServletPath().isEmpty()) {
            Integer visits = (Integer) request.getSession().getAttribute(VISITS);
            request.getSession().setAttribute(VISITS, visits == null ? 1 : visits + 1);
        }
        chain.doFilter(request, response);
    }
}
