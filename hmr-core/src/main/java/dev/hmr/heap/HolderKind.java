package dev.hmr.heap;

/** What kind of thing holds on to a replaced class, and what to do about it. */
public enum HolderKind {
    SHUTDOWN_HOOK("a shutdown hook", "remove it in Hmr.onDispose with Runtime.removeShutdownHook"),
    JDBC_DRIVER("a registered JDBC driver", "deregister it in Hmr.onDispose with DriverManager.deregisterDriver"),
    MBEAN("a registered MBean", "unregister it in Hmr.onDispose with MBeanServer.unregisterMBean"),
    THREAD_LOCAL(
            "a ThreadLocal",
            "call its remove() at the end of each use, or in the same thread before the code is replaced"),
    TIMER("a timer", "stop it in Hmr.onDispose with Timer.cancel()"),
    LOGGING("java.util.logging", "remove the handler, filter or level from its logger in Hmr.onDispose"),
    UNCAUGHT_HANDLER(
            "the default handler of uncaught exceptions",
            "set it back in Hmr.onDispose with Thread.setDefaultUncaughtExceptionHandler"),
    PROXY_SELECTOR("the default ProxySelector", "set it back in Hmr.onDispose with ProxySelector.setDefault"),
    AUTHENTICATOR("the default Authenticator", "set it back in Hmr.onDispose with Authenticator.setDefault"),
    SECURITY_PROVIDER("an installed security provider", "remove it in Hmr.onDispose with Security.removeProvider"),
    COMMON_POOL("a ForkJoinPool task", "cancel or complete it in Hmr.onDispose"),
    EXECUTOR("an executor", "stop it in Hmr.onDispose with shutdownNow()"),
    THREAD("a thread", "stop it in Hmr.onDispose"),
    JDK_FIELD("a field of the JDK", "take the object out again in Hmr.onDispose"),
    STATIC_FIELD(
            "a static field", "take the object out in Hmr.onDispose, or keep no objects of classes that change there");

    private final String words;
    private final String remedy;

    HolderKind(String words, String remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    /** What to do about it, to be read after "Remedy: ". */
    public String remedy() {
        return remedy;
    }

    String words() {
        return words;
    }
}
