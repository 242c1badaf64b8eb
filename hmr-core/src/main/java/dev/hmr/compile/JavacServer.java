package dev.hmr.compile;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;

/**
 * The program of a JVM that does nothing but compile, for the one that started it: requests come on the standard input, answers
 * go to the standard output, and with the end of the input it ends.
 */
final class JavacServer {
    private JavacServer() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        // What annotation processors print must not get among the answers.
        System.setOut(System.err);
        try {
            serve(new ObjectPipe(System.in, answers));
        } catch (EOFException e) {
            // Nobody is there any more to compile for.
        }
        // Whatever threads annotation processors have left behind.
        System.exit(0);
    }

    private static void serve(ObjectPipe pipe) throws IOException {
        Compiler javac = Javac.open(pipe.read(CompilerRequest.Open.class).project());
        pipe.write(new CompilerRequest.Ready());
        while (true) {
            CompilerRequest request = pipe.read(CompilerRequest.class);
            if (request instanceof CompilerRequest.Compile compile) {
                pipe.write(javac.run(compile));
            } else {
                javac.begin();
            }
        }
    }
}
