package dev.hmr.javalin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/** What applications print that are started while it is open; it is printed all the same. */
final class Terminal implements AutoCloseable {
    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    Terminal() {
        System.setOut(new PrintStream(new Both(), true, UTF_8));
    }

    /** What HMR has said of something so far. */
    List<String> said(String beginning) {
        return printed.toString(UTF_8)
                .lines()
                .filter(line -> line.startsWith("[hmr] " + beginning))
                .toList();
    }

    @Override
    public void close() {
        System.setOut(console);
    }

    private final class Both extends OutputStream {
        @Override
        public void write(int character) {
            printed.write(character);
            console.write(character);
        }

        @Override
        public void write(byte[] text, int from, int length) {
            printed.write(text, from, length);
            console.write(text, from, length);
        }
    }
}
