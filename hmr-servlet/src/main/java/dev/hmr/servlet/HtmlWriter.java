package dev.hmr.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** The characters of a response on their way through {@link TagInsertion}. One thread at a time. */
final class HtmlWriter extends Writer {
    private final PrintWriter target;
    private final HtmlResponse response;

    private HtmlWriter(PrintWriter target, HtmlResponse response) {
        this.target = target;
        this.response = response;
    }

    /** A writer for the application, over the container's own, which knows the charset. */
    static PrintWriter over(PrintWriter target, HtmlResponse response) {
        return new PrintWriter(new HtmlWriter(target, response)) {
            @Override
            public boolean checkError() {
                return super.checkError() || target.checkError();
            }
        };
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        TagInsertion insertion = length == 0 ? null : response.insertion();
        if (insertion == null) {
            target.write(chars, offset, length);
        } else {
            target.write(insertion.pass(new String(chars, offset, length)));
        }
    }

    @Override
    public void flush() {
        response.insertion();
        target.flush();
    }

    @Override
    public void close() throws IOException {
        response.finish();
        target.close();
    }
}
