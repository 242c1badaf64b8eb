package dev.hmr.servlet;

import dev.hmr.HmrException;
import dev.hmr.HmrOptions;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts HMR for a web application that has it in {@code WEB-INF/lib}. Found by the container; there is nothing to call.
 *
 * <p>It does so only where the sources of the application's classes are at hand: a web application lies in directories in
 * production, too. Whatever goes wrong, the application is started as if HMR were not there.
 */
public final class WebApplicationInitializer implements ServletContainerInitializer {
    private static final System.Logger LOG = System.getLogger("dev.hmr");

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        ClassLoader application = WebApplicationInitializer.class.getClassLoader();
        if (context.getClassLoader() != application) {
            // A later generation, or an embedded container, for which the application starts HMR itself.
            return;
        }
        try {
            HmrOptions options = DeployedOptions.of(context);
            if (options.mode() == HmrOptions.Mode.OFF) {
                return;
            }
            Optional<StockContainer> container = StockContainer.of(context);
            if (container.isEmpty()) {
                LOG.log(
                        Level.INFO,
                        "HMR reloads web applications in Tomcat 11 and Jetty 12 (ee10), and {0} is another container:"
                                + " nothing is reloaded here.",
                        context.getServerInfo());
            } else if (!container.get().takeover(context, application).begin(context, application, options)) {
                LOG.log(
                        Level.INFO,
                        "HMR is off for \"" + context.getContextPath()
                                + "\": the sources of its classes are not where Maven, Gradle or IntelliJ put them."
                                + " Name them with the context parameter hmr.sources to have it reloaded.");
            }
        } catch (HmrException | LinkageError e) {
            LOG.log(Level.WARNING, "HMR does not reload this web application: " + e.getMessage());
            LOG.log(Level.DEBUG, "Why HMR was not started", e);
        }
    }
}
