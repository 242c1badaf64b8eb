package dev.hmr.guestbook;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** The style sheet. */
final class StyleServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/css;charset=utf-8");
        try (InputStream style = StyleServlet.class.getResourceAsStream("/pages/style.css")) {
            if (style == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            } else {
                style.transferTo(response.getOutputStream());
            }
        }
    }
}
