package dev.hmr.session;

import java.awt.Desktop;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;

/** The developer's default browser. */
final class Browser {
    private Browser() {}

    /** Shows a page, or says that it cannot. May take seconds. */
    static void open(URI address, ReloadLog log) {
        try {
            Desktop.getDesktop().browse(address);
        } catch (IOException | UnsupportedOperationException e) {
            log.say(Level.WARNING, "No browser can be opened from here. Open " + address);
        }
    }
}
