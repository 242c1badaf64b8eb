package dev.hmr.session;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Colours on a terminal, plain text elsewhere. */
enum Colors {
    ON,
    OFF;

    /** On if output goes to a terminal that understands colours, and <a href="https://no-color.org">NO_COLOR</a> is not set. */
    static Colors detect() {
        String terminal = System.getenv("TERM");
        boolean capable = terminal != null && !terminal.equals("dumb") && System.getenv("NO_COLOR") == null;
        return capable && isTerminal(System.console()) ? ON : OFF;
    }

    /** From JDK 22 on there is a console object also where there is no terminal; it can be asked. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    String good(String text) {
        return paint(text, "32");
    }

    String warn(String text) {
        return paint(text, "33");
    }

    String bad(String text) {
        return paint(text, "31");
    }

    String dim(String text) {
        return paint(text, "2");
    }

    private String paint(String text, String code) {
        return this == OFF ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
