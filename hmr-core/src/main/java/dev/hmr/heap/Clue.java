package dev.hmr.heap;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * By what a way from a root is known to lead through a kind of holder: the name of a class on it, before the first one of a
 * replaced version.
 *
 * @param prefixes what the name begins with
 * @param worker what the name of a class begins with that is on the stack of the kind's threads; empty if it has none
 */
record Clue(HolderKind kind, List<String> prefixes, String worker) {
    /** In the order in which they are tried. */
    private static final List<Clue> ALL = List.of(
            onTheWay(HolderKind.SHUTDOWN_HOOK, "java.lang.ApplicationShutdownHooks"),
            onTheWay(HolderKind.JDBC_DRIVER, "java.sql.DriverManager", "java.sql.DriverInfo"),
            onTheWay(HolderKind.MBEAN, "com.sun.jmx.", "javax.management.", "sun.management."),
            onTheWay(HolderKind.THREAD_LOCAL, "java.lang.ThreadLocal$"),
            new Clue(
                    HolderKind.TIMER, List.of("java.util.TimerThread", "java.util.TaskQueue"), "java.util.TimerThread"),
            onTheWay(HolderKind.LOGGING, "java.util.logging."),
            onTheWay(HolderKind.PROXY_SELECTOR, "java.net.ProxySelector"),
            onTheWay(HolderKind.AUTHENTICATOR, "java.net.Authenticator"),
            onTheWay(HolderKind.SECURITY_PROVIDER, "sun.security.jca.", "java.security.Security"),
            // Every thread that waits for a condition does so in a method of ForkJoinPool.
            new Clue(
                    HolderKind.COMMON_POOL,
                    List.of("java.util.concurrent.ForkJoin"),
                    "java.util.concurrent.ForkJoinWorkerThread"),
            new Clue(
                    HolderKind.EXECUTOR,
                    List.of(
                            "java.util.concurrent.ThreadPoolExecutor",
                            "java.util.concurrent.ScheduledThreadPoolExecutor"),
                    "java.util.concurrent.ThreadPoolExecutor$Worker"));

    private static Clue onTheWay(HolderKind kind, String... prefixes) {
        return new Clue(kind, Arrays.asList(prefixes), "");
    }

    /**
     * The kind of holder that a way leads through.
     *
     * @param stack of the thread that the root is in, if it is in one
     */
    static HolderKind kindOf(Trail.Root root, List<Step> steps, List<StackTraceElement> stack) {
        List<String> onTheWay = Stream.concat(
                        root instanceof Trail.Static field ? Stream.of(field.type().name) : Stream.empty(),
                        steps.stream().takeWhile(step -> !step.isReplaced()).map(Step::className))
                .toList();
        for (Clue clue : ALL) {
            if (clue.fits(onTheWay) || clue.fitsThread(stack)) {
                return clue.kind;
            }
        }
        if (root instanceof Trail.Static field) {
            boolean ofJdk = Words.isOfJdk(field.type().name);
            return field.field().equals("defaultUncaughtExceptionHandler")
                    ? HolderKind.UNCAUGHT_HANDLER
                    : ofJdk ? HolderKind.JDK_FIELD : HolderKind.STATIC_FIELD;
        }
        return HolderKind.THREAD;
    }

    private boolean fits(List<String> classNames) {
        return classNames.stream().anyMatch(name -> prefixes.stream().anyMatch(name::startsWith));
    }

    private boolean fitsThread(List<StackTraceElement> stack) {
        return !worker.isEmpty()
                && stack.stream().anyMatch(frame -> frame.getClassName().startsWith(worker));
    }
}
