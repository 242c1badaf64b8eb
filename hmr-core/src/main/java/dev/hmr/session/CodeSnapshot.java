package dev.hmr.session;

import dev.hmr.graph.CallGraph;
import dev.hmr.graph.ChangedCode;
import dev.hmr.graph.CodeOrigins;
import dev.hmr.graph.Member;
import dev.hmr.graph.Names;
import dev.hmr.graph.ReloadReason;
import dev.hmr.graph.Unit;
import dev.hmr.graph.UnitVersion;
import dev.hmr.protocol.CodeView;
import dev.hmr.protocol.CodeView.HandledRoute;
import dev.hmr.protocol.CodeView.KeptValue;
import dev.hmr.protocol.CodeView.LiveLoader;
import dev.hmr.protocol.CodeView.UnitView;
import dev.hmr.protocol.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Puts what a session knows of the code into the form that the developer page shows. Session thread only. */
final class CodeSnapshot {
    /** One walk through the calls for each unit, on the thread that reloads. */
    private static final int MOST_UNITS_FOLLOWED = 500;

    private final List<UnitVersion> versions;
    private final CallGraph calls;
    private final Map<Unit, Integer> positions = new HashMap<>();
    private final Map<String, Integer> positionsOfClasses = new HashMap<>();

    /** @param versions those that serve, dependencies first */
    CodeSnapshot(List<UnitVersion> versions, CallGraph calls) {
        this.versions = versions;
        this.calls = calls;
        for (UnitVersion version : versions) {
            int position = positions.size();
            positions.put(version.unit(), position);
            version.classes().keySet().forEach(name -> positionsOfClasses.put(name, position));
        }
    }

    /**
     * All of it.
     *
     * @param entries the classes (internal names) that the server was started with
     */
    CodeView view(
            Map<Route, CodeOrigins> routes, Set<String> entries, Map<String, Object> kept, Set<UnitVersion> alive) {
        List<HandledRoute> handled = new ArrayList<>();
        routes.forEach((route, origins) -> handled.add(handled(route, origins)));
        return new CodeView(
                handled,
                versions.stream()
                        .map(version -> unit(version, entries, routes.values()))
                        .toList(),
                kept.entrySet().stream()
                        .map(value -> new KeptValue(
                                value.getKey(), value.getValue().getClass().getName()))
                        .toList(),
                loaders(alive));
    }

    private HandledRoute handled(Route route, CodeOrigins origins) {
        Set<String> handlers = new TreeSet<>();
        Set<Integer> units = new TreeSet<>();
        origins.methods().forEach(method -> {
            handlers.add(shown(method));
            units.add(positionsOfClasses.getOrDefault(method.owner(), -1));
        });
        origins.instances().forEach(name -> {
            handlers.add(Names.simple(name));
            units.add(positionsOfClasses.getOrDefault(name, -1));
        });
        units.remove(-1);
        long generation = units.stream()
                .mapToLong(unit -> versions.get(unit).generation())
                .max()
                .orElse(0);
        return new HandledRoute(route.method(), route.path(), List.copyOf(handlers), List.copyOf(units), generation);
    }

    /** Javac names a lambda's body after the method it stands in. */
    private static String shown(Member method) {
        String[] parts = method.name().split("\\$", -1);
        return parts.length == 3 && parts[0].equals("lambda")
                ? "lambda in " + Names.simple(method.owner()) + "." + parts[1]
                : method.toString();
    }

    private UnitView unit(UnitVersion version, Set<String> entries, Collection<CodeOrigins> routes) {
        ReloadReason reason = version.reason();
        return new UnitView(
                version.unit().toString(),
                version.unit().topLevels().stream().map(Names::binary).toList(),
                version.generation(),
                reason == null ? "" : reason.toString(),
                version.classes().keySet().stream().anyMatch(entries::contains),
                version.links().keySet().stream()
                        .map(positions::get)
                        .filter(Objects::nonNull)
                        .toList(),
                versions.size() > MOST_UNITS_FOLLOWED ? null : routesThatRun(version, routes));
    }

    private List<Integer> routesThatRun(UnitVersion version, Collection<CodeOrigins> routes) {
        ChangedCode concerned = calls.concernedBy(version.classes().keySet());
        List<Integer> found = new ArrayList<>();
        int position = 0;
        for (CodeOrigins route : routes) {
            if (concerned.among(route).isPresent()) {
                found.add(position);
            }
            position++;
        }
        return found;
    }

    private List<LiveLoader> loaders(Set<UnitVersion> alive) {
        Set<UnitVersion> current = new HashSet<>(versions);
        return alive.stream()
                .sorted((one, other) -> Long.compare(one.generation(), other.generation()))
                .map(version -> new LiveLoader(version.toString(), current.contains(version)))
                .toList();
    }
}
