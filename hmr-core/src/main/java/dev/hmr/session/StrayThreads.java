package dev.hmr.session;

import dev.hmr.graph.ThreadStarts;
import dev.hmr.load.LoaderNames;
import dev.hmr.load.Loaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds threads that replaced code started and did not stop: those that run it, and those that were started again and again
 * by generations that are over. Names each of them once. One thread at a time.
 */
final class StrayThreads {
    /** A pool that was made once and grows has threads of two generations; one that each reload makes has more. */
    private static final int GENERATIONS = 3;

    private static final String REMEDY = "stop it in Hmr.onDispose, as in Hmr.onDispose(executor::shutdownNow)";

    private final Set<String> named = new HashSet<>();

    /**
     * Looks at all threads.
     *
     * @param replaced loaders whose code should no longer run
     * @param over generations before this one serve no more
     */
    List<Leak> look(Collection<ClassLoader> replaced, long over) {
        List<Leak> leaks = new ArrayList<>();
        Map<String, Set<Long>> started = new HashMap<>();
        Map<String, Thread> examples = new HashMap<>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            Optional<Place> place = Arrays.stream(stack)
                    .flatMap(frame -> replaced.stream().flatMap(loader -> place(loader, frame)))
                    .findFirst();
            String family = family(thread);
            long generation = LoaderNames.generationOfContext(thread.getContextClassLoader());
            if (place.isPresent()) {
                if (named.add(family)) {
                    leaks.add(running(thread, place.get()));
                }
            } else if (generation >= 0 && generation < over) {
                started.computeIfAbsent(family, name -> new TreeSet<>()).add(generation);
                examples.put(family, thread);
            }
        });
        started.forEach((family, generations) -> {
            if (generations.size() >= GENERATIONS && named.add(family)) {
                leaks.add(idle(family, generations, Objects.requireNonNull(examples.get(family))));
            }
        });
        return leaks;
    }

    /** Where replaced code runs. */
    private record Place(StackTraceElement frame, Class<?> type) {}

    /** A frame tells the name of its class's loader, which another unit's may have too. */
    private static Stream<Place> place(ClassLoader loader, StackTraceElement frame) {
        if (!Objects.equals(loader.getName(), frame.getClassLoaderName())) {
            return Stream.empty();
        }
        try {
            Class<?> type = Class.forName(frame.getClassName(), false, loader);
            return type.getClassLoader() == loader ? Stream.of(new Place(frame, type)) : Stream.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Stream.empty();
        }
    }

    private static Leak running(Thread thread, Place place) {
        StackTraceElement frame = place.frame();
        String at = "%s.%s(%s:%d)"
                .formatted(frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
        String version = LoaderNames.shown(frame.getClassLoaderName());
        return new Leak(
                "Thread \"%s\" still runs %s, which was replaced; it is at %s%s"
                        .formatted(thread.getName(), version, at, startedAt(place.type())),
                REMEDY,
                List.of());
    }

    /** Nothing on its stack tells where such a thread comes from, so all is named that can have started it. */
    private static Leak idle(String family, Set<Long> generations, Thread example) {
        List<String> places = Loaders.aliveBeside(example.getContextClassLoader()).stream()
                .flatMap(version -> version.inputs().values().stream())
                .flatMap(file -> ThreadStarts.in(file.bytes()).stream())
                .distinct()
                .sorted()
                .toList();
        return new Leak(
                "Threads like \"%s\" were started by generations %s and never stopped%s"
                        .formatted(
                                family,
                                some(generations),
                                places.isEmpty()
                                        ? ""
                                        : "; reloaded code starts threads at " + String.join(", ", places)),
                REMEDY,
                List.of());
    }

    /** What starts threads in the source of the class that one runs. */
    private static String startedAt(Class<?> type) {
        List<String> places = Stream.of(type, type.getNestHost())
                .map(Loaders::definedBytes)
                .filter(Objects::nonNull)
                .flatMap(bytes -> ThreadStarts.in(bytes).stream())
                .distinct()
                .toList();
        return places.isEmpty() ? "" : ", and was started at " + String.join(" or ", places);
    }

    private static String some(Set<Long> generations) {
        String text = generations.toString();
        return text.substring(1, text.length() - 1);
    }

    /** Threads of one origin differ by numbers. */
    private static String family(Thread thread) {
        return thread.getName().replaceAll("[0-9]+", "#");
    }
}
