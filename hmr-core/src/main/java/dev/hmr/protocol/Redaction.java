package dev.hmr.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what exceptions say, before a page, a program or the terminal shows it: passwords in the addresses
 * of databases, tokens that a client of another service was refused with. Immutable and thread-safe.
 */
public final class Redaction {
    /** What stands in the place of a secret. */
    public static final String MARK = "[redacted]";

    /** Each with the secret as its group. */
    private static final List<Pattern> USUAL = List.of(
            Pattern.compile(
                    "(?i)(?:password|passwd|pwd|secret|token|api[_-]?key|credentials?)[\"']?\\s*[=:]\\s*[\"']?([^\\s\"'&;,)}\\]]+)"),
            Pattern.compile("://[^\\s/:@]*:([^\\s/@]+)@"),
            Pattern.compile("(?i)\\b(?:basic|bearer)\\s+([A-Za-z0-9._~+/=-]{8,})"));

    private final List<Pattern> patterns;

    private Redaction(List<Pattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** What looks like a secret by the name before it. */
    public static Redaction usual() {
        return new Redaction(USUAL);
    }

    /**
     * The same, and whatever these patterns find.
     *
     * @param more if one has groups, only what they match is taken out
     */
    public Redaction and(List<Pattern> more) {
        List<Pattern> all = new ArrayList<>(patterns);
        all.addAll(more);
        return new Redaction(all);
    }

    /** The text without its secrets. */
    public String of(String text) {
        String redacted = text;
        for (Pattern pattern : patterns) {
            redacted = pattern.matcher(redacted).replaceAll(match -> Matcher.quoteReplacement(replacement(match)));
        }
        return redacted;
    }

    private static String replacement(MatchResult match) {
        if (match.groupCount() == 0) {
            return MARK;
        }
        StringBuilder text = new StringBuilder(match.group());
        int end = text.length();
        for (int group = match.groupCount(); group > 0; group--) {
            int from = match.start(group) - match.start();
            int to = match.end(group) - match.start();
            // One within another is gone with it.
            if (match.start(group) >= 0 && to <= end) {
                text.replace(from, to, MARK);
                end = from;
            }
        }
        return text.toString();
    }
}
