package dev.hmr.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a response on their way through {@link TagInsertion}. Each write of the application becomes at most one
 * write to the container, as non-blocking output asks for. One thread at a time.
 */
final class HtmlOutputStream extends ServletOutputStream {
    private final ServletOutputStream target;
    private final HtmlResponse response;

    HtmlOutputStream(ServletOutputStream target, HtmlResponse response) {
        this.target = target;
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        TagInsertion insertion = length == 0 ? null : response.insertion();
        if (insertion == null) {
            target.write(bytes, offset, length);
            return;
        }
        String out = insertion.pass(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        if (!out.isEmpty()) {
            target.write(out.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void flush() throws IOException {
        response.insertion();
        target.flush();
    }

    @Override
    public void close() throws IOException {
        response.finish();
        target.close();
    }

    @Override
    public boolean isReady() {
        return target.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        target.setWriteListener(listener);
    }
}
