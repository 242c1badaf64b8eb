package dev.hmr.session;

import dev.hmr.graph.ReloadPlan;
import dev.hmr.graph.UnitVersion;
import java.lang.invoke.MethodHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Runs the wirings that a plan reaches: all are built first and then all are swapped, so that a failure in one leaves
 * everything as it was. Attached to from any thread, run on the session thread.
 */
final class Effects {
    private final List<Attached> all = new CopyOnWriteArrayList<>();
    private final Lifetimes lifetimes = Lifetimes.ofProcess();

    private static final class Attached {
        final Wiring wiring;
        Lifetime lifetime;

        Attached(Wiring wiring, Lifetime lifetime) {
            this.wiring = wiring;
            this.lifetime = lifetime;
        }

        @Nullable
        UnitVersion reloaded(ReloadPlan plan) {
            return plan.reloaded(wiring.entry().className());
        }

        /** The version to run again: reloaded, with code in it or below it that was redefined, or that reads what changed. */
        @Nullable
        UnitVersion concerned(ReloadPlan plan, LiveCode code) {
            EntryPoint entry = wiring.entry();
            UnitVersion serving = code.version(entry.className());
            return serving != null && (plan.leadsToRedefined(serving) || code.isOutdated(entry.method()))
                    ? serving
                    : reloaded(plan);
        }
    }

    /** A wiring built and not yet swapped in. */
    private record Built(Attached attached, Lifetime lifetime, Wired wired) {}

    /** @param lifetime what the wiring owns as it was started */
    void attach(Wiring wiring, Lifetime lifetime) {
        all.add(new Attached(wiring, lifetime));
    }

    List<Wiring> wirings() {
        return all.stream().map(attached -> attached.wiring).toList();
    }

    /** How running the effects ended. */
    sealed interface Outcome {}

    /**
     * The new code serves.
     *
     * @param ran whether any effect had to run; if none, the routes are as they were
     * @param restartReasons what it asks for that only a start can give
     * @param disposed completes when the code before has served its last request and been disposed of; null if all of it
     *     serves on
     */
    record Swapped(
            boolean ran,
            List<RegisteredRoute> routes,
            List<String> restartReasons,
            @Nullable CompletionStage<Void> disposed)
            implements Outcome {}

    /** The user's code threw; nothing was swapped. */
    record Threw(Throwable cause) implements Outcome {}

    /** The user's code can no longer be run with what it captured at the start; nothing was swapped. */
    record Lost(String reason) implements Outcome {}

    /** The units among the reloaded ones that some wiring can reach by what its code links to. */
    Set<UnitVersion> reachable(ReloadPlan plan) {
        Set<UnitVersion> reached = new HashSet<>();
        Deque<UnitVersion> open = new ArrayDeque<>();
        for (Attached attached : all) {
            UnitVersion version = attached.reloaded(plan);
            if (version != null && reached.add(version)) {
                open.add(version);
            }
        }
        while (!open.isEmpty()) {
            for (UnitVersion link : open.remove().links().values()) {
                if (link.generation() == plan.generation() && reached.add(link)) {
                    open.add(link);
                }
            }
        }
        return reached;
    }

    /** Runs what leads to changed code. */
    Outcome run(ReloadPlan plan, LiveCode code) {
        ClassLoader context = code.loaders().newContext(plan.generation());
        List<Built> built = new ArrayList<>();
        for (Attached attached : all) {
            UnitVersion version = attached.concerned(plan, code);
            Outcome failure = version == null ? null : build(attached, version, plan.generation(), context, built);
            if (failure != null) {
                built.forEach(this::discard);
                return failure;
            }
        }
        List<RegisteredRoute> routes = new ArrayList<>();
        List<String> restartReasons = new ArrayList<>();
        CompletableFuture<Void> disposed = null;
        for (Built next : built) {
            CompletableFuture<Void> old = lifetimes
                    .replaced(next.attached.lifetime, next.wired.swap())
                    .toCompletableFuture();
            disposed = disposed == null ? old : CompletableFuture.allOf(disposed, old);
            next.attached.lifetime = next.lifetime;
            routes.addAll(next.wired.routes());
            restartReasons.addAll(next.wired.restartReasons());
        }
        return new Swapped(!built.isEmpty(), routes, restartReasons, disposed);
    }

    /** @param context the context class loader while user code runs */
    private @Nullable Outcome build(
            Attached attached, UnitVersion version, long generation, ClassLoader context, List<Built> built) {
        Lifetime lifetime = new Lifetime();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            EntryPoint.Found found = attached.wiring.entry().in(version.loader());
            if (found instanceof EntryPoint.Lost lost) {
                return new Lost(lost.reason());
            }
            MethodHandle entry = ((EntryPoint.Bound) found).handle();
            Wired wired = lifetimes.building(lifetime, () -> attached.wiring.run(entry, generation));
            built.add(new Built(attached, lifetime, wired));
            return null;
        } catch (Throwable e) {
            lifetimes.failed(lifetime, attached.lifetime);
            return new Threw(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void discard(Built unused) {
        unused.wired.discard();
        lifetimes.failed(unused.lifetime, unused.attached.lifetime);
    }

    /** The application ends. */
    CompletionStage<Void> close() {
        return CompletableFuture.allOf(all.stream()
                .map(attached -> lifetimes.closed(attached.lifetime).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }
}
