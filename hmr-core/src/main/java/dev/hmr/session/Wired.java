package dev.hmr.session;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** An application put together again and not yet in use. Exactly one of {@link #swap} and {@link #discard} is called. */
public interface Wired {
    List<RegisteredRoute> routes();

    /** What the user's code asks for that only a start can give, a sentence each. */
    List<String> restartReasons();

    /** Lets it serve from now on. The stage completes when the generation before has served its last request. */
    CompletionStage<?> swap();

    /** It will not be used, because something else failed. */
    void discard();
}
