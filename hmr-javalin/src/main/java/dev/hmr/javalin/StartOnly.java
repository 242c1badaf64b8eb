package dev.hmr.javalin;

import io.javalin.config.JavalinState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.util.thread.ThreadPool;

/**
 * The part of a Javalin configuration that only a start can apply, by the name that the user knows it by.
 *
 * @param settings values that can be compared; for code that configures Jetty, how many pieces there are
 */
record StartOnly(Map<String, Object> settings) {

    /** As the user's code left it; to be called before HMR changes anything itself. */
    static StartOnly of(JavalinState state) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("jetty.port", state.jetty.port);
        settings.put("jetty.host", String.valueOf(state.jetty.host));
        ThreadPool threads = state.jetty.threadPool;
        settings.put(
                "jetty.threadPool",
                threads == null ? "none" : threads.getClass().getName());
        settings.put("jetty.addConnector", state.jettyInternal.connectors.size());
        settings.put("jetty.modifyServer", state.jettyInternal.serverConsumers.size());
        settings.put("jetty.modifyServletContextHandler", state.jettyInternal.servletContextHandlerConsumers.size());
        settings.put("jetty.modifyHttpConfiguration", state.jettyInternal.httpConfigurationConfigs.size());
        settings.put("router.contextPath", state.router.contextPath);
        settings.put("concurrency.useVirtualThreads", state.concurrency.useVirtualThreads);
        return new StartOnly(settings);
    }

    /** A sentence for each setting that differs from what the server was started with. */
    List<String> differences(StartOnly started) {
        return settings.entrySet().stream()
                .filter(setting -> !Objects.equals(setting.getValue(), started.settings.get(setting.getKey())))
                .map(setting ->
                        "config.%s was %s at the start and is now %s; the server keeps the first until it is started again"
                                .formatted(
                                        setting.getKey(), started.settings.get(setting.getKey()), setting.getValue()))
                .toList();
    }
}
