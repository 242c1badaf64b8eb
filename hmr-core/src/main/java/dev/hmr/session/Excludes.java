package dev.hmr.session;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The classes that the user asked never to reload. */
final class Excludes {
    private final Pattern pattern;

    /** @param patterns qualified class names in which {@code *} stands for any characters */
    Excludes(List<String> patterns) {
        this.pattern = Pattern.compile(patterns.stream()
                .map(text -> Pattern.quote(text).replace("*", "\\E.*\\Q"))
                .collect(Collectors.joining("|", "(?:", ")(?:\\$.*)?")));
    }

    /** @param internalName of a class, nested or not */
    boolean contains(String internalName) {
        return pattern.matcher(internalName.replace('/', '.')).matches();
    }
}
