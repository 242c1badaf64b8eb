package dev.hmr.javalin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Javalin's path syntax as a regular expression: {@code {name}}, {@code <name>} across slashes, and {@code *}. */
final class PathPattern {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}|<[^>]*>|\\*");
    private static final Pattern SYNTAX = Pattern.compile("[\\\\^$.|?*+()\\[\\]{}]");

    private PathPattern() {}

    /** A pattern for whole request paths, in the syntax that Java and JavaScript share. */
    static String of(String path) {
        StringBuilder pattern = new StringBuilder();
        Matcher variables = VARIABLE.matcher(path);
        int end = 0;
        while (variables.find()) {
            pattern.append(literal(path.substring(end, variables.start())));
            pattern.append(variables.group().startsWith("{") ? "[^/]+" : ".*");
            end = variables.end();
        }
        pattern.append(literal(path.substring(end)));
        // "/users/" and "/users" are one route unless the user says otherwise, which here costs a refresh at most.
        return pattern.toString().replaceFirst("/$", "") + "/?";
    }

    private static String literal(String text) {
        return SYNTAX.matcher(text).replaceAll(match -> Matcher.quoteReplacement("\\" + match.group()));
    }
}
