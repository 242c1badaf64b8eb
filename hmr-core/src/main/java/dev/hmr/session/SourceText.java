package dev.hmr.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds sources by the identifiers that occur in them, where class files cannot tell who used what. */
final class SourceText {
    private final Collection<Path> sources;

    SourceText(Collection<Path> sources) {
        this.sources = sources;
    }

    /** The sources in which one of the identifiers occurs, be it in a comment. */
    List<Path> mentioning(Set<String> identifiers) {
        if (identifiers.isEmpty()) {
            return List.of();
        }
        Pattern any = Pattern.compile(identifiers.stream()
                .map(Pattern::quote)
                .collect(Collectors.joining(
                        "|", "(?<!\\p{javaJavaIdentifierPart})(?:", ")(?!\\p{javaJavaIdentifierPart})")));
        return sources.stream()
                .filter(source -> any.matcher(read(source)).find())
                .toList();
    }

    static String read(Path source) {
        try {
            return new String(Files.readAllBytes(source), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // Gone meanwhile: the change that says so is on its way.
            return "";
        }
    }
}
