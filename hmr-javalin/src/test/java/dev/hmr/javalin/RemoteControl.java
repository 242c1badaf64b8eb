package dev.hmr.javalin;

import dev.hmr.session.DevSession;
import dev.hmr.session.ReloadEvent;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.server.UnicastRemoteObject;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Lets the tests' process reach into a web application: a library in its {@code WEB-INF/lib}. Writes what reaches it to the
 * file that the system property {@code test.remote} names.
 */
public final class RemoteControl implements ServletContainerInitializer {
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        if (STARTED.compareAndSet(false, true)) {
            context.addListener(new Export());
        }
    }

    /** When all initializers have run, HMR's among them. */
    private static final class Export implements ServletContextListener {
        /** Until the tests have got hold of it nobody else does, and RMI itself only holds it weakly. */
        private static final Set<RemoteApp> EXPORTED = ConcurrentHashMap.newKeySet();

        @Override
        public void contextInitialized(ServletContextEvent event) {
            InWebApplication app = new InWebApplication();
            EXPORTED.add(app);
            if (event.getServletContext().getAttribute(DevSession.class.getName()) instanceof DevSession session) {
                session.listen(app.events::add);
            }
            try (ObjectOutputStream out =
                    new ObjectOutputStream(Files.newOutputStream(Path.of(System.getProperty("test.remote"))))) {
                out.writeObject(UnicastRemoteObject.exportObject(app, 0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class InWebApplication implements RemoteApp {
        private final BlockingQueue<ReloadEvent> events = new LinkedBlockingQueue<>();

        @Override
        public @Nullable Serializable call(String className, String method) {
            return (Serializable) InThisProcess.call(RemoteControl.class.getClassLoader(), className, method);
        }

        @Override
        public void forgetEvents() {
            events.clear();
        }

        @Override
        public @Nullable Serializable nextEvent(long patienceMillis) throws InterruptedException {
            return Transferred.of(events.poll(patienceMillis, TimeUnit.MILLISECONDS));
        }
    }
}
