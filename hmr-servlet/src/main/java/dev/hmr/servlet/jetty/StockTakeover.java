package dev.hmr.servlet.jetty;

import dev.hmr.HmrOptions;
import dev.hmr.servlet.DeploymentTakeover;
import jakarta.servlet.ServletContext;

/** Takes web applications over that a Jetty 12 (ee10) of its own starts. Public, and found by its name. */
public final class StockTakeover implements DeploymentTakeover {
    @Override
    public boolean begin(ServletContext context, ClassLoader application, HmrOptions options) {
        return WebApplicationLifetime.begin(context, application, options);
    }
}
