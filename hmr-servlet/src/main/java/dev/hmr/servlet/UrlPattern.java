package dev.hmr.servlet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mapping syntax of servlets and filters as a regular expression. Pure. */
final class UrlPattern {
    private static final Pattern SYNTAX = Pattern.compile("[\\\\^$.|?*+()\\[\\]{}]");

    private UrlPattern() {}

    /** A pattern for whole paths within the context, in the syntax that Java and JavaScript share. */
    static String of(String mapping) {
        if (mapping.equals("/") || mapping.equals("/*")) {
            return ".*";
        } else if (mapping.endsWith("/*")) {
            return literal(mapping.substring(0, mapping.length() - 2)) + "(?:/.*)?";
        } else if (mapping.startsWith("*.")) {
            return ".*" + literal(mapping.substring(1));
        }
        return mapping.isEmpty() ? "/" : literal(mapping);
    }

    private static String literal(String text) {
        return SYNTAX.matcher(text).replaceAll(match -> Matcher.quoteReplacement("\\" + match.group()));
    }
}
