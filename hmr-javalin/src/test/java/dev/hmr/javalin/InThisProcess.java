package dev.hmr.javalin;

import dev.hmr.servlet.HmrServlets;
import dev.hmr.session.ReloadEvent;
import io.javalin.Javalin;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** An application whose {@code app.App} has a static method {@code start}, in a class loader of its own. */
final class InThisProcess implements RunningApp {
    static final Launcher LAUNCHER = new Launcher() {
        @Override
        public Path classOutput(Path project) {
            return project.resolve("target/classes");
        }

        @Override
        public RunningApp launch(Path project) throws Exception {
            return new InThisProcess(classOutput(project));
        }
    };

    private final URLClassLoader loader;
    private final @Nullable HmrServer server;
    private final IntSupplier port;
    private final Runnable stop;
    private final BlockingQueue<ReloadEvent> events = new LinkedBlockingQueue<>();

    private InThisProcess(Path classes) throws Exception {
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, InThisProcess.class.getClassLoader());
        Object started = Objects.requireNonNull(call("app.App", "start"));
        if (started instanceof HmrServer hmr) {
            server = hmr;
            port = hmr::port;
            stop = hmr::close;
            hmr.listen(events::add);
        } else if (started instanceof HmrServlets servlets) {
            server = null;
            port = servlets::port;
            stop = servlets::close;
            servlets.listen(events::add);
        } else {
            Javalin javalin = (Javalin) started;
            server = null;
            port = javalin::port;
            stop = javalin::stop;
        }
    }

    HmrServer server() {
        return Objects.requireNonNull(server, "the application started its Javalin itself");
    }

    @Override
    public int port() {
        return port.getAsInt();
    }

    @Override
    public @Nullable Object call(String className, String method) {
        return call(loader, className, method);
    }

    static @Nullable Object call(ClassLoader loader, String className, String method) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            var found = Class.forName(className, true, loader).getDeclaredMethod(method);
            found.setAccessible(true);
            return found.invoke(null);
        } catch (InvocationTargetException e) {
            throw new AssertionError(className + "." + method + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(className + "." + method, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void forgetEvents() {
        events.clear();
    }

    @Override
    public @Nullable ReloadEvent nextEvent(Duration patience) throws InterruptedException {
        return events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws IOException {
        stop.run();
        loader.close();
    }
}
