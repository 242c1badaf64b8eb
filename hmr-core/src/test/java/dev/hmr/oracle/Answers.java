package dev.hmr.oracle;

import dev.hmr.session.LiveProject.Table;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What a program says on all its routes. An exception is an answer as well; an object that is no string is none. */
final class Answers {
    /** What an object of a lambda calls itself: the JVM makes it up. */
    private static final Pattern LAMBDA_NAME = Pattern.compile("(\\$\\$Edited)?\\$\\$Lambda[^@\\s]*@[0-9a-f]+");

    /** What any other object adds to its class's name, unless it says something of its own. */
    private static final Pattern IDENTITY = Pattern.compile("(?<=\\w)@[0-9a-f]+");

    private Answers() {}

    static SortedMap<String, String> of(Table table) {
        SortedMap<String, String> answers = new TreeMap<>();
        table.answers().forEach((path, answer) -> {
            if (ask(answer) instanceof String text) {
                String named = LAMBDA_NAME.matcher(text).replaceAll("Lambda");
                answers.put(path, IDENTITY.matcher(named).replaceAll("@"));
            }
        });
        return answers;
    }

    private static Object ask(Supplier<?> answer) {
        try {
            return answer.get();
        } catch (LinkageError e) {
            return "threw " + e;
        } catch (RuntimeException | Error e) {
            // Messages of the JVM name class loaders and, where debug information allows, local variables.
            return "threw " + e.getClass().getName();
        }
    }
}
