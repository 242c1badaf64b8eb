package dev.hmr.heap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in words what a trail leads through. One thread at a time. */
final class Words {
    private static final List<String> OF_JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private static final String LAMBDA = "$$Lambda";

    private final HeapFile heap;
    private final Way way;
    private final Map<Long, String> threadNames;

    Words(HeapFile heap, Way way) {
        this.heap = heap;
        this.way = way;
        this.threadNames = Thread.getAllStackTraces().keySet().stream()
                .collect(Collectors.toMap(Thread::getId, Thread::getName, (one, other) -> one));
    }

    Holder holder(Target target, Trail trail) throws IOException {
        List<Step> steps = way.steps(trail);
        List<StackTraceElement> stack =
                trail.root() instanceof Trail.Jvm jvm ? heap.stack(jvm.root().thread()) : List.of();
        HolderKind kind = Clue.kindOf(trail.root(), steps, stack);
        String root = root(trail, kind, steps);
        String through = through(steps).map(via -> ", through " + via + ",").orElse("");
        String place = kind == HolderKind.THREAD_LOCAL
                ? ""
                : place(stack).map(at -> ", now at " + at + ",").orElse("");
        List<String> path = new ArrayList<>();
        path.add(root);
        steps.forEach(step -> path.add(
                step.isClass()
                        ? "class " + readable(step.className())
                        : readable(step.className()) + (step.link().isEmpty() ? "" : "." + step.link())));
        String text = root + place + through + " holds " + held(steps);
        // Threads have numbers in their names, and a leak is one however many threads show it.
        return new Holder(target, kind, text, (root + through).replaceAll("[0-9]+", "#"), path);
    }

    private String root(Trail trail, HolderKind kind, List<Step> steps) throws IOException {
        if (trail.root() instanceof Trail.Static field) {
            String name = field.type().name + "." + field.field();
            Step value = steps.get(0);
            String of = value.isReplaced() || value.isClass() ? "" : " (" + value.className() + ")";
            return kind == HolderKind.STATIC_FIELD
                    ? "static field " + name + of
                    : kind.words() + " (static field " + name + ")";
        }
        GcRoot root = ((Trail.Jvm) trail.root()).root();
        long thread = heap.threadObject(root.thread());
        if (thread == 0) {
            return root.kind() == GcRoot.Kind.NATIVE ? "native code (a JNI reference)" : "the JVM itself";
        }
        String named = threadName(way.threadId(thread));
        return kind == HolderKind.THREAD ? named : kind.words() + " of " + named;
    }

    private String threadName(long id) {
        String name = threadNames.get(id);
        return name == null ? "a virtual thread" : "thread \"" + name + "\"";
    }

    /** Where a thread is, as far as that is not the JDK's code. */
    private static Optional<StackTraceElement> place(List<StackTraceElement> stack) {
        return stack.stream()
                .filter(frame ->
                        !isOfJdk(frame.getClassName()) && !frame.getClassName().contains(LAMBDA))
                .findFirst();
    }

    /** The last object that is neither the JDK's nor replaced, and has the next one in a field of its own. */
    private static Optional<String> through(List<Step> steps) {
        String last = null;
        for (int i = 0; i < steps.size() && !steps.get(i).isReplaced(); i++) {
            Step step = steps.get(i);
            if (!step.isClass() && !isOfJdk(step.className()) && !step.link().equals("[]")) {
                last = readable(step.className()) + "." + step.link();
            }
        }
        return Optional.ofNullable(last);
    }

    /** The first object of a replaced version; the last of all is the loader itself. */
    private static String held(List<Step> steps) {
        for (Step step : steps.subList(0, steps.size() - 1)) {
            if (step.isReplaced()) {
                return (step.isClass() ? "the class " : "") + readable(step.className());
            }
        }
        return "its class loader";
    }

    /** The class that a lambda stands in says more than the name that the JVM made up for it. */
    private static String readable(String className) {
        int lambda = className.indexOf(LAMBDA);
        return lambda < 0 ? className : "a lambda of " + className.substring(0, lambda);
    }

    static boolean isOfJdk(String className) {
        return OF_JDK.stream().anyMatch(className::startsWith);
    }
}
