package dev.hmr.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM holds after a full collection.
 *
 * @param loaders class loaders of HMR's, for the units that were reloaded
 * @param threads of Java, those of the JVM's own not among them
 */
record Footprint(long loaders, long metaspaceKilobytes, long threads, long heapKilobytes) {
    private static final Pattern HEAP = Pattern.compile("heap +total \\d+K, used (\\d+)K");
    private static final Pattern METASPACE = Pattern.compile("Metaspace +used (\\d+)K");

    /** Looks at a JVM of the same user with its JDK's {@code jcmd}, which finds G1 there. */
    static Footprint of(long pid) throws IOException {
        jcmd(pid, "GC.run");
        // What finalizers and reference handlers let go of.
        jcmd(pid, "GC.run");
        String memory = jcmd(pid, "GC.heap_info");
        return new Footprint(
                jcmd(pid, "VM.classloader_stats")
                        .lines()
                        .filter(line -> line.contains("dev.hmr.load.UnitLoader"))
                        .count(),
                number(METASPACE, memory),
                jcmd(pid, "Thread.print")
                        .lines()
                        .filter(line -> line.startsWith("\"") && line.contains("\" #"))
                        .count(),
                number(HEAP, memory));
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new BenchmarkFailed("jcmd says nothing like " + pattern + " in:\n" + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String jcmd(long pid, String command) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.onExit().join().exitValue();
        if (status != 0) {
            throw new BenchmarkFailed("jcmd " + command + " ended with " + status + ":\n" + text);
        }
        return text;
    }

    static String header() {
        return "%8s %8s %13s %8s %8s".formatted("reloads", "loaders", "metaspace MB", "threads", "heap MB");
    }

    String row(int reloads) {
        return String.format(
                Locale.ROOT,
                "%8d %8d %13.1f %8d %8.1f",
                reloads,
                loaders,
                metaspaceKilobytes / 1024.0,
                threads,
                heapKilobytes / 1024.0);
    }
}
