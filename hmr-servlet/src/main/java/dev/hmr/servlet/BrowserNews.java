package dev.hmr.servlet;

import dev.hmr.protocol.Payload;
import dev.hmr.session.ReloadEvent;
import dev.hmr.session.ReloadListener;
import dev.hmr.session.Verdict;

/** Tells the open pages what came of each save. Session thread only. */
public final class BrowserNews implements ReloadListener {
    private final BrowserHub browsers;
    private boolean failed;

    public BrowserNews(BrowserHub browsers) {
        this.browsers = browsers;
    }

    @Override
    public void reloaded(ReloadEvent event) {
        browsers.timeline().add(event);
        Verdict verdict = event.verdict();
        if (verdict instanceof Verdict.Failed failure) {
            browsers.publish(new Payload.Failure(
                    browsers.shown().remember(failure.problems()),
                    event.generation(),
                    kind(failure.cause()),
                    failure.headline(),
                    failure.problems()));
        } else if (verdict instanceof Verdict.NothingChanged) {
            if (failed) {
                browsers.publish(new Payload.Cleared());
            }
        } else {
            browsers.update(event.generation(), event.routes(), event.resources());
            if (verdict instanceof Verdict.RestartNeeded restart) {
                browsers.publish(new Payload.RestartNeeded(String.join("\n", restart.reasons())));
            }
        }
        failed = verdict instanceof Verdict.Failed;
    }

    private static Payload.FailureKind kind(Verdict.Cause cause) {
        return cause == Verdict.Cause.COMPILE ? Payload.FailureKind.COMPILE : Payload.FailureKind.STARTUP;
    }
}
