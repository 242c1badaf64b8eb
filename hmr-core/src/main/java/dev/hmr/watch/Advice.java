package dev.hmr.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;

/** The wording of what went wrong and what to do about it. */
final class Advice {
    private Advice() {}

    static String unwatchable(Path root, IOException cause, Duration interval) {
        return "Cannot watch %s (%s), so it is polled every %d ms and saves there are seen later. %s"
                .formatted(root, cause.getMessage(), interval.toMillis(), remedy(cause));
    }

    static String unreadable(Path path, IOException cause) {
        return "Cannot read %s (%s), so changes there are not seen. Make it readable, or leave it out of what is watched."
                .formatted(path, cause.getMessage());
    }

    static String ended(Collection<Path> roots, String why) {
        return "Watching %s has ended (%s). Restart to go on.".formatted(roots, why);
    }

    /** The JDK reports both limits of inotify by message only. */
    private static String remedy(IOException cause) {
        String message = Objects.toString(cause.getMessage(), "");
        if (message.contains("inotify watches")) {
            return "Raise the limit: sudo sysctl fs.inotify.max_user_watches=524288";
        }
        if (message.contains("inotify instances")) {
            return "Raise the limit: sudo sysctl fs.inotify.max_user_instances=512";
        }
        return "Nothing else is affected.";
    }
}
