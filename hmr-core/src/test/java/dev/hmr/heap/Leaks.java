package dev.hmr.heap;

import com.fasterxml.jackson.databind.type.TypeFactory;
import java.beans.Introspector;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.net.Authenticator;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.security.Provider;
import java.security.Security;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Ways to leave something behind. Loaded by a class loader of its own for each way, which is then dropped. */
@SuppressWarnings({"unused", "FutureReturnValueIgnored"})
final class Leaks implements Serializable {
    private static final long serialVersionUID = 1;
    private final String name = "leak";

    public String getName() {
        return name;
    }

    static void thread() {
        daemon(new Waiting(), "leaky-thread").start();
    }

    static void parkedFrame() throws InterruptedException {
        Waiting waiting = new Waiting();
        daemon(waiting, "leaky-parked").start();
        waiting.running.await();
    }

    static void endedThread() throws InterruptedException {
        Thread ended = daemon(Leaks::new, "ended");
        ended.start();
        ended.join();
    }

    /** The thread runs nothing of this class, but was started by it, which JDKs with a security manager remember. */
    static void startedThread() {
        daemon(Undo.WAITING, "started").start();
    }

    /** Without naming what JDK 17 has not. */
    static void virtualThread() throws Exception {
        Waiting waiting = new Waiting();
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, waiting);
        waiting.running.await();
    }

    static void threadLocal() throws Exception {
        Undo.POOL.submit(() -> Undo.LOCAL.set(new Leaks())).get();
        Undo.forgetLastTask();
    }

    static void timer() {
        new Timer("leaky-timer", true)
                .schedule(
                        new TimerTask() {
                            @Override
                            public void run() {
                                if (Undo.isEnded()) {
                                    cancel();
                                }
                            }
                        },
                        1,
                        20);
    }

    static void executor() {
        ExecutorService executor = Executors.newFixedThreadPool(1, task -> daemon(task, "leaky-executor"));
        executor.execute(Leaks::await);
        executor.execute(Leaks::new);
    }

    static void shutdownHook() {
        Thread hook = new Thread(new Waiting(), "leaky-hook");
        Runtime.getRuntime().addShutdownHook(hook);
        Undo.hook = new WeakReference<>(hook);
    }

    static void undoShutdownHook() {
        Runtime.getRuntime().removeShutdownHook(Undo.hook.get());
    }

    static void jdbcDriver() throws Exception {
        DriverManager.registerDriver(new LeakyDriver());
    }

    /** Only who can load a driver's class may deregister it. */
    static void undoJdbcDriver() throws Exception {
        for (Driver driver : DriverManager.drivers().toList()) {
            if (driver instanceof LeakyDriver) {
                DriverManager.deregisterDriver(driver);
            }
        }
    }

    static void mbean() throws Exception {
        ManagementFactory.getPlatformMBeanServer().registerMBean(new Leaky(), new ObjectName("leaky:type=Leaky"));
    }

    static void logHandler() {
        Logger.getLogger("").addHandler(new LeakyHandler());
    }

    static void undoLogHandler() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            if (handler instanceof LeakyHandler) {
                root.removeHandler(handler);
            }
        }
    }

    static void logLevel() {
        Logger logger = Logger.getLogger("leaky");
        logger.setLevel(new LeakyLevel());
        Undo.logger = logger;
    }

    static void resourceBundle() {
        ResourceBundle.getBundle(Texts.class.getName(), Locale.ROOT, Leaks.class.getClassLoader());
    }

    static void staticField() {
        Undo.REGISTRY.add(new Leaks());
    }

    static void classInStaticField() {
        Undo.type = Leaks.class;
    }

    static void staticThrowable() {
        Undo.FAILURE.set(new IllegalStateException("thrown by leaky code"));
    }

    static void jackson() {
        TypeFactory.defaultInstance().constructType(Leaks.class);
    }

    static void introspector() throws Exception {
        Introspector.getBeanInfo(Leaks.class);
    }

    static void objectStreamClass() {
        ObjectStreamClass.lookup(Leaks.class);
    }

    static void proxySelector() {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, java.io.IOException failure) {
                // Nobody connects.
            }
        });
    }

    static void authenticator() {
        Authenticator.setDefault(new Authenticator() {});
    }

    static void securityProvider() {
        Security.addProvider(new LeakyProvider());
    }

    static void uncaughtHandler() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> new Leaks());
    }

    static void commonPool() throws InterruptedException {
        Waiting waiting = new Waiting();
        ForkJoinPool.commonPool().execute(waiting);
        waiting.running.await();
    }

    static void softAndWeak() {
        Undo.REGISTRY.add(new SoftReference<>(new Leaks()));
        Undo.REGISTRY.add(new WeakReference<>(new Leaks()));
    }

    static void nothing() {
        // Leaves nothing behind.
    }

    private static void await() {
        try {
            Undo.END.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    static final class Waiting implements Runnable {
        final CountDownLatch running = new CountDownLatch(1);

        @Override
        public void run() {
            running.countDown();
            await();
        }
    }

    public static final class Texts extends ListResourceBundle {
        @Override
        protected Object[][] getContents() {
            return new Object[][] {{"key", "value"}};
        }
    }

    public interface LeakyMBean {
        int getValue();
    }

    static final class Leaky implements LeakyMBean {
        @Override
        public int getValue() {
            return 1;
        }
    }

    private static final class LeakyLevel extends Level {
        private static final long serialVersionUID = 1;

        LeakyLevel() {
            super("LEAKY", 12345);
        }
    }

    private static final class LeakyHandler extends Handler {
        @Override
        public void publish(LogRecord record) {
            // Says nothing.
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    static final class LeakyProvider extends Provider {
        private static final long serialVersionUID = 1;

        LeakyProvider() {
            super("Leaky", "1", "left behind");
        }
    }

    private static final class LeakyDriver implements Driver {
        @Override
        public @Nullable Connection connect(String url, Properties info) {
            return null;
        }

        @Override
        public boolean acceptsURL(String url) {
            return false;
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }
}
