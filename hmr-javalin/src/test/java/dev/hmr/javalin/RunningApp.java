package dev.hmr.javalin;

import dev.hmr.session.ReloadEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An application that has been started, in this process or in another. */
interface RunningApp {
    /** How applications are started. */
    interface Launcher {
        /** Where the class files of a project belong. */
        Path classOutput(Path project);

        /** Starts the application; its files are being watched when this returns. */
        RunningApp launch(Path project) throws Exception;
    }

    int port();

    /** Calls a static method of the application as it was started. */
    @Nullable
    Object call(String className, String method);

    /** Forgets what came of saves until now. */
    void forgetEvents();

    /** What came of a save, if anything does in time. */
    @Nullable
    ReloadEvent nextEvent(Duration patience) throws InterruptedException;

    void stop() throws IOException;
}
