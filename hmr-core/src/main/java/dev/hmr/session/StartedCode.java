package dev.hmr.session;

import dev.hmr.graph.ClassChange;
import dev.hmr.graph.ClassFile;
import dev.hmr.graph.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The methods that were running when the server was started, {@code main} first of all. They never run again, so an edit in
 * one of them needs a restart. Session thread only once it is made.
 */
final class StartedCode {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Map<String, Set<String>> methods = new HashMap<>();
    private final Map<String, ClassFile> originals = new HashMap<>();

    /** The methods of the application on the calling thread's stack. */
    static StartedCode ofThisThread(ClassLoader application) {
        StartedCode started = new StartedCode();
        WALKER.forEach(frame -> {
            Class<?> type = frame.getDeclaringClass();
            if (type.getClassLoader() == application) {
                started.methods
                        .computeIfAbsent(Names.internal(type.getName()), name -> new LinkedHashSet<>())
                        .add(frame.getMethodName() + frame.getDescriptor());
            }
        });
        return started;
    }

    /** A sentence for each such method that was changed and is now not what it was when it ran. */
    List<String> changedIn(Collection<ClassChange> changes) {
        List<String> reasons = new ArrayList<>();
        for (ClassChange change : changes) {
            Set<String> ran = methods.getOrDefault(change.name(), Set.of());
            ClassFile before = change.before();
            if (ran.isEmpty() || before == null || change.after() == null) {
                continue;
            }
            ClassFile original = originals.computeIfAbsent(change.name(), name -> before);
            ClassChange sinceStart = new ClassChange(change.name(), original, change.after());
            ran.stream()
                    .filter(method -> change.changes(method) && sinceStart.changes(method))
                    .forEach(method ->
                            reasons.add(Names.simple(change.name()) + "." + method.substring(0, method.indexOf('('))
                                    + " changed, and it ran once, when the application was started"));
        }
        return reasons;
    }
}
