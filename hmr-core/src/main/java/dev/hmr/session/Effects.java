package dev.hmr.session;

import dev.hmr.graph.CodeReach;
import dev.hmr.graph.Names;
import dev.hmr.graph.ReloadPlan;
import dev.hmr.graph.UnitVersion;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** In place of a user's method: takes anything. */
    private static final MethodHandle NOTHING = MethodHandles.empty(MethodType.methodType(void.class, Object[].class))
            .asVarargsCollector(Object[].class);

    private final List<Attached> all = new CopyOnWriteArrayList<>();
    private final Lifetimes lifetimes = Lifetimes.ofProcess();

    private static final class Attached {
        final Wiring wiring;
        Lifetime lifetime;
        /** What its code has run at most; null until that is asked for. Nothing of it has changed since it ran. */
        private @Nullable CodeReach reach;

        Attached(Wiring wiring, Lifetime lifetime) {
            this.wiring = wiring;
            this.lifetime = lifetime;
        }

        /** The reloaded units that it begins in. */
        List<UnitVersion> reloaded(ReloadPlan plan) {
            return wiring.entry()
                    .map(entry -> Optional.ofNullable(plan.reloaded(entry.className())).stream()
                            .toList())
                    .orElse(plan.reloaded());
        }

        /** Why it is to run again, to follow its name; empty if it serves on. */
        Optional<String> concern(ReloadPlan plan, LiveCode code, Collection<Path> files) {
            if (files.stream().anyMatch(wiring::isMadeFrom)) {
                return Optional.of("is made from a file that changed");
            }
            if (!reloaded(plan).isEmpty()) {
                return Optional.of("leads to what was reloaded");
            }
            return wiring.entry().isPresent()
                    ? concern(wiring.entry().get(), plan, code)
                    : Optional.of("may lead to what changed")
                            .filter(reason -> !plan.isEmpty() || code.isOutdated(wiring::isRunAtStart));
        }

        private Optional<String> concern(EntryPoint entry, ReloadPlan plan, LiveCode code) {
            UnitVersion serving = code.version(entry.className());
            if (serving == null) {
                return Optional.empty();
            }
            return code.isOutdated(entry.method())
                    ? Optional.of("reads a file that changed")
                    : plan.leadsToRedefined(serving) ? hasRun(entry, code) : Optional.empty();
        }

        /** What it has run and is now another; empty if there is nothing. */
        private Optional<String> hasRun(EntryPoint entry, LiveCode code) {
            return reach(entry, code).meeting(code.changed().edited());
        }

        private CodeReach reach(EntryPoint entry, LiveCode code) {
            CodeReach known = reach;
            if (known == null) {
                known = code.calls()
                        .reach(
                                entry.method(),
                                method -> wiring.isCalledPerRequest(Names.binary(method.owner()), method.name()));
                reach = known;
            }
            return known;
        }

        void getReady(LiveCode code) {
            wiring.entry().ifPresent(entry -> reach(entry, code));
        }

        /** How the developer knows it. */
        String name() {
            return wiring.entry()
                    .map(entry -> entry.methodName().startsWith("lambda$")
                            ? "the lambda in " + Names.simple(entry.className())
                            : entry.method().toString())
                    .orElse("the application");
        }

        void ranAgain(Lifetime next) {
            lifetime = next;
            reach = null;
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
     * @param reasons why effects had to run, a sentence for each that had to
     * @param routes as those registered them; of others they are as they were
     * @param restartReasons what it asks for that only a start can give
     * @param disposed completes when the code before has served its last request and been disposed of; null if all of it
     *     serves on
     */
    record Swapped(
            List<String> reasons,
            Map<Wiring, List<RegisteredRoute>> routes,
            List<String> restartReasons,
            @Nullable CompletionStage<Void> disposed)
            implements Outcome {
        /** Whether any effect had to run. */
        boolean ranAgain() {
            return !routes.isEmpty();
        }
    }

    /** The user's code threw; nothing was swapped. */
    record Threw(Throwable cause) implements Outcome {}

    /** The user's code can no longer be run with what it captured at the start; nothing was swapped. */
    record Lost(String reason) implements Outcome {}

    /** The units among the reloaded ones that some wiring can reach by what its code links to. */
    Set<UnitVersion> reachable(ReloadPlan plan) {
        Set<UnitVersion> reached = new HashSet<>();
        Deque<UnitVersion> open = new ArrayDeque<>();
        for (Attached attached : all) {
            attached.reloaded(plan).stream().filter(reached::add).forEach(open::add);
        }
        // Code that is redefined where it runs may have come to use what is new.
        plan.redefined().forEach(unit -> open.add(unit.version()));
        while (!open.isEmpty()) {
            for (UnitVersion link : open.remove().links().values()) {
                if (link.generation() == plan.generation() && reached.add(link)) {
                    open.add(link);
                }
            }
        }
        return reached;
    }

    /** Works out what the next change is asked, while nobody waits for it. */
    void getReady(LiveCode code) {
        all.forEach(attached -> attached.getReady(code));
    }

    /** Whether class files are to be written before the effects run, and not after. */
    boolean readClassFiles() {
        return all.stream().anyMatch(attached -> attached.wiring.readsClassFiles());
    }

    /**
     * Runs what leads to changed code.
     *
     * @param files changed, and not Java
     */
    Outcome run(ReloadPlan plan, LiveCode code, Collection<Path> files) {
        ClassLoader context = code.loaders().newContext(plan.generation());
        List<Built> built = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Attached attached : all) {
            Optional<String> concern = attached.concern(plan, code, files);
            Outcome failure = concern.isPresent() ? build(attached, code, plan.generation(), context, built) : null;
            concern.ifPresent(why -> reasons.add(attached.name() + " runs again, for it " + why));
            if (failure != null) {
                built.forEach(this::discard);
                return failure;
            }
        }
        Map<Wiring, List<RegisteredRoute>> routes = new LinkedHashMap<>();
        List<String> restartReasons = new ArrayList<>();
        CompletableFuture<Void> disposed = null;
        for (Built next : built) {
            CompletableFuture<Void> old = lifetimes
                    .replaced(next.attached.lifetime, next.wired.swap())
                    .toCompletableFuture();
            disposed = disposed == null ? old : CompletableFuture.allOf(disposed, old);
            next.attached.ranAgain(next.lifetime);
            routes.put(next.attached.wiring, next.wired.routes());
            restartReasons.addAll(next.wired.restartReasons());
        }
        return new Swapped(reasons, routes, restartReasons, disposed);
    }

    /** @param context the context class loader while user code runs */
    private @Nullable Outcome build(
            Attached attached, LiveCode code, long generation, ClassLoader context, List<Built> built) {
        Lifetime lifetime = new Lifetime();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            EntryPoint.Found found = attached.wiring
                    .entry()
                    .map(entry -> entry.in(code.loaders().current(entry.className())))
                    .orElseGet(() -> new EntryPoint.Bound(NOTHING));
            if (found instanceof EntryPoint.Lost lost) {
                return new Lost(lost.reason());
            }
            MethodHandle entry = ((EntryPoint.Bound) found).handle();
            // Where on the stack a route is registered tells what answers on it.
            code.inPlace().settle();
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
