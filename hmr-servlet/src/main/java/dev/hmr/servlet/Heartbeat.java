package dev.hmr.servlet;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/** Does something from time to time, on a daemon thread of its own. Closed by who started it. */
final class Heartbeat implements AutoCloseable {
    private final Timer timer = new Timer("hmr-heartbeat", true);

    private Heartbeat() {}

    /** @param beat must not throw */
    static Heartbeat start(Duration period, Runnable beat) {
        Heartbeat heartbeat = new Heartbeat();
        TimerTask task = new TimerTask() {
            @Override
            public void run() {
                beat.run();
            }
        };
        heartbeat.timer.schedule(task, period.toMillis(), period.toMillis());
        return heartbeat;
    }

    @Override
    public void close() {
        timer.cancel();
    }
}
