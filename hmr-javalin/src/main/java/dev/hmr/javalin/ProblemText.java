package dev.hmr.javalin;

import dev.hmr.protocol.Problem;
import java.util.List;

/** Problems for people who read text. Pure. */
final class ProblemText {
    private ProblemText() {}

    static String of(List<Problem> problems) {
        StringBuilder text = new StringBuilder();
        for (Problem problem : problems) {
            text.append(text.isEmpty() ? "" : "Caused by: ")
                    .append(problem.message())
                    .append('\n');
            if (!problem.file().isEmpty()) {
                text.append('\n')
                        .append(problem.file())
                        .append(':')
                        .append(problem.line())
                        .append('\n');
            }
            for (Problem.ExcerptLine line : problem.excerpt()) {
                text.append("%s %5d | %s%n"
                        .formatted(line.number() == problem.line() ? ">" : " ", line.number(), line.text()));
            }
        }
        return text.toString();
    }
}
