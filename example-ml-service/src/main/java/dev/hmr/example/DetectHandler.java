package dev.hmr.example;

import dev.hmr.example.LanguageModel.Score;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /detect}: says which language a text is written in. */
final class DetectHandler implements Handler {
    private final LanguageModel model;

    DetectHandler(LanguageModel model) {
        this.model = model;
    }

    @Override
    public void handle(Context ctx) {
        List<Score> scores = model.scores(DetectRequest.parse(ctx.body()).text());
        if (scores.isEmpty()) {
            ctx.json(new Answer("This could be any language.", null, scores));
        } else {
            String language = scores.get(0).language();
            ctx.json(new Answer("This looks like " + language + ".", language, scores));
        }
    }

    /** The best match, or null where nothing fits, and the score of every language that comes into question. */
    record Answer(String message, @Nullable String language, List<Score> confidences) {}
}
