package dev.hmr.guestbook;

import com.github.mustachejava.DefaultMustacheFactory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** The page: shows the entries and takes new ones. */
final class GuestbookServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setContentType("text/html;charset=utf-8");
        // A factory of its own for each page reads the template anew, so that a saved one is seen.
        new DefaultMustacheFactory("pages")
                .compile("guestbook.mustache")
                .execute(
                        response.getWriter(),
                        Map.of(
                                "title", "Guestbook",
                                "visits", request.getSession().getAttribute(VisitFilter.VISITS),
                                "entries", all()));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String name = request.getParameter("name");
        String text = request.getParameter("text");
        if (name == null || name.isBlank() || text == null || text.isBlank()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, "A name and a text are needed.");
            return;
        }
        try {
            entries().add(new Entry(name.strip(), text.strip()));
        } catch (SQLException e) {
            throw new ServletException("The entry cannot be stored", e);
        }
        response.sendRedirect(request.getContextPath() + "/");
    }

    private Object all() throws ServletException {
        try {
            return entries().all();
        } catch (SQLException e) {
            throw new ServletException("The entries cannot be read", e);
        }
    }

    private Entries entries() {
        return new Entries(Database.of(getServletContext()));
    }
}
