package dev.hmr.servlet;

import dev.hmr.HmrOptions;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The options of a web application: no code of its own starts HMR, so parameters of its context take their place. Paths are
 * relative to its directory.
 */
final class DeployedOptions {
    private static final String SOURCES = "hmr.sources";

    private DeployedOptions() {}

    static HmrOptions of(ServletContext context) {
        HmrOptions.Builder options = HmrOptions.builder();
        String documents = context.getRealPath("/");
        if (documents != null) {
            Path directory = Path.of(documents);
            // Pages, and the files by which the container knows what the application consists of.
            options.watch(directory);
            @Nullable String sources = context.getInitParameter(SOURCES);
            for (String source : sources == null ? new String[0] : sources.split(File.pathSeparator, -1)) {
                if (!source.isBlank()) {
                    options.sourceRoot(directory.resolve(source.strip()));
                }
            }
        }
        return options.build();
    }
}
