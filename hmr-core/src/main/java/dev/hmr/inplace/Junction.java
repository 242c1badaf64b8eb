package dev.hmr.inplace;

import dev.hmr.graph.ClassFile;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the {@linkplain Guards guarded} methods of one class lead: to the bodies that they have, or by a {@linkplain Detour
 * detour}. Thread-safe.
 */
final class Junction {
    private static final MethodHandle YES = MethodHandles.constant(boolean.class, true);
    private static final MethodHandle NO = MethodHandles.constant(boolean.class, false);

    /** A class holds its own junction, and so nothing here keeps a replaced class alive. */
    private static final ClassValue<Junction> OF_CLASS = new ClassValue<>() {
        @Override
        protected Junction computeValue(Class<?> type) {
            return new Junction();
        }
    };

    /** The guards and the calls behind them that were linked, by key. */
    private final Map<String, MutableCallSite> guards = new HashMap<>();

    private final Map<String, MutableCallSite> calls = new HashMap<>();
    /** The last body outside the class of each method that ever had one: a thread may have passed its guard. */
    private final Map<String, MethodHandle> bodies = new HashMap<>();

    private State state = new State(null, Map.of());

    /**
     * What there is at one time.
     *
     * @param own the class file that the code of the class itself was made of; null if it is not guarded
     * @param detours the bodies that run in place of its own, by key
     */
    record State(@Nullable ClassFile own, Map<String, MethodHandle> detours) {}

    private Junction() {}

    static Junction of(Class<?> host) {
        return OF_CLASS.get(host);
    }

    /** The answer to a guard's question, whatever it comes to be. */
    synchronized CallSite guard(String key) {
        return guards.computeIfAbsent(
                key, guarded -> new MutableCallSite(state.detours.containsKey(guarded) ? YES : NO));
    }

    /** What a guarded method runs when it takes its detour, whatever that comes to be. */
    synchronized MethodHandle body(String key) {
        MethodHandle body = bodies.get(key);
        if (body == null) {
            throw new NoSuchMethodError(key);
        }
        return calls.computeIfAbsent(key, called -> new MutableCallSite(body)).dynamicInvoker();
    }

    synchronized State state() {
        return state;
    }

    /** From now on calls lead there; those under way end where they are. */
    synchronized void lead(State next) {
        state = next;
        bodies.putAll(next.detours);
        next.detours.forEach((key, body) -> {
            MutableCallSite call = calls.get(key);
            if (call != null) {
                call.setTarget(body);
            }
        });
        MutableCallSite.syncAll(calls.values().toArray(MutableCallSite[]::new));
        Set<String> detoured = next.detours.keySet();
        guards.forEach((key, guard) -> {
            MethodHandle answer = detoured.contains(key) ? YES : NO;
            if (guard.getTarget() != answer) {
                guard.setTarget(answer);
            }
        });
        MutableCallSite.syncAll(guards.values().toArray(MutableCallSite[]::new));
    }
}
