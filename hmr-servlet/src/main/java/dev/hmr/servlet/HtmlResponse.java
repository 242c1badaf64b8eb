package dev.hmr.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A response into which a tag is put if it turns out to be an HTML document; any other passes as it is.
 *
 * <p>That is decided when the first of its body arrives, or the headers have to go, because until then the application
 * may set the content type. As for any response: one thread at a time.
 */
final class HtmlResponse extends HttpServletResponseWrapper {
    private static final String CONTENT_LENGTH = "Content-Length";
    private static final String CACHE_CONTROL = "Cache-Control";

    private final ScriptTag tag;
    private final boolean headersOnly;
    private boolean decided;
    private @Nullable TagInsertion insertion;
    /** The length without the tag, kept back until it is known whether there will be one. */
    private @Nullable String contentLength;

    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter writer;

    HtmlResponse(HttpServletRequest request, HttpServletResponse response, ScriptTag tag) {
        super(response);
        this.tag = tag;
        this.headersOnly = request.getMethod().equals("HEAD");
    }

    /** The one that the application's response is or wraps, if any. */
    static @Nullable HtmlResponse in(ServletResponse response) {
        ServletResponse inner = response;
        while (inner instanceof ServletResponseWrapper wrapper) {
            if (inner instanceof HtmlResponse html) {
                return html;
            }
            inner = wrapper.getResponse();
        }
        return null;
    }

    /** Lets go what is held back; the application has nothing more to say. */
    void finish() throws IOException {
        decide();
        if (insertion != null && headersOnly) {
            super.flushBuffer(); // Otherwise the container, having seen no body, says that its length is 0.
        }
        if (insertion != null && !insertion.isDone()) {
            String rest = insertion.rest();
            if (!rest.isEmpty() && writer != null) {
                getResponse().getWriter().write(rest);
            } else if (!rest.isEmpty()) {
                getResponse().getOutputStream().write(rest.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** What the body passes through, or null when it passes as it is. Decides it, the first time. */
    @Nullable
    TagInsertion insertion() {
        decide();
        return insertion == null || insertion.isDone() ? null : insertion;
    }

    private void decide() {
        if (decided) {
            return;
        }
        decided = true;
        if (TagPolicy.takesTag(this, writer != null)) {
            insertion = new TagInsertion(tag.html(ContentPolicy.nonce(getHeaders(ContentPolicy.HEADER))));
            // A copy would come back with the token and the generation of another day.
            super.setHeader(CACHE_CONTROL, "no-store");
        } else if (contentLength != null) {
            super.setHeader(CONTENT_LENGTH, contentLength);
        }
        contentLength = null;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (stream == null) {
            stream = new HtmlOutputStream(super.getOutputStream(), this);
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            writer = HtmlWriter.over(super.getWriter(), this);
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        decide();
        super.flushBuffer();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        decided = false;
        insertion = null;
    }

    @Override
    public void reset() {
        super.reset();
        decided = false;
        insertion = null;
        contentLength = null;
        stream = null;
        writer = null;
    }

    @Override
    public void sendError(int status) throws IOException {
        leaveAlone();
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        leaveAlone();
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        leaveAlone();
        super.sendRedirect(location);
    }

    /** The container writes the body itself and drops what there was. */
    private void leaveAlone() {
        decided = true;
        insertion = null;
        contentLength = null;
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        if (!keepsBack(CONTENT_LENGTH, length < 0 ? null : String.valueOf(length))) {
            super.setContentLengthLong(length);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (!keepsBack(name, String.valueOf(value))) {
            super.setIntHeader(name, value);
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (!keepsBack(name, String.valueOf(value))) {
            super.addIntHeader(name, value);
        }
    }

    @Override
    public void setHeader(String name, String value) {
        if (!keepsBack(name, value)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!keepsBack(name, value)) {
            super.addHeader(name, value);
        }
    }

    private boolean keepsBack(String name, @Nullable String value) {
        boolean length = name.equalsIgnoreCase(CONTENT_LENGTH);
        if (decided) {
            return insertion != null && (length || name.equalsIgnoreCase(CACHE_CONTROL));
        }
        if (length) {
            contentLength = value;
        }
        return length;
    }
}
