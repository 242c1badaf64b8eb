package dev.hmr.session;

import dev.hmr.graph.CallArguments;
import dev.hmr.graph.CallGraph;
import dev.hmr.graph.CallSites;
import dev.hmr.graph.ChangedCode;
import dev.hmr.graph.ClassFile;
import dev.hmr.graph.ClassIndex;
import dev.hmr.graph.CodeOrigins;
import dev.hmr.graph.Member;
import dev.hmr.graph.Names;
import dev.hmr.protocol.Route;
import java.lang.StackWalker.StackFrame;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which routes a reload affects: those whose own code is other than before, and those that can run code that is. Session
 * thread only.
 */
final class RouteImpact {
    private final ClassIndex index;
    private final CallGraph calls;
    private final Function<Class<?>, byte @Nullable []> defined;
    private final Map<ClassFile, List<CallArguments>> holders = new HashMap<>();
    private Map<Route, Long> digests = Map.of();
    private final Map<Wiring, Map<Route, CodeOrigins>> handlers = new LinkedHashMap<>();

    /** @param defined the bytes that a class of the project runs, which positions in its stack frames refer to */
    RouteImpact(ClassIndex index, CallGraph calls, Function<Class<?>, byte @Nullable []> defined) {
        this.index = index;
        this.calls = calls;
        this.defined = defined;
    }

    /**
     * Takes the routes as they are now, and returns those that are not as they were, new and removed ones among them, each
     * with the reason.
     *
     * @param registered by each wiring that ran since they were last taken; routes of others serve on as they are, with code
     *     that may have changed in place
     * @param changed since the routes were last taken
     */
    Map<Route, String> update(Map<Wiring, List<RegisteredRoute>> registered, ChangedCode changed) {
        registered.forEach((wiring, routes) -> handlers.put(wiring, find(routes)));
        Map<Route, Long> now = new LinkedHashMap<>();
        Map<Route, String> affected = new LinkedHashMap<>();
        handlers.values()
                .forEach(routes -> routes.forEach((route, origins) -> {
                    now.merge(route, calls.digest(origins), (one, other) -> one * 31 + other);
                    changed.among(origins)
                            .ifPresent(code ->
                                    affected.put(route, "runs " + code + ", which changed or leads to what did"));
                }));
        Stream.concat(now.keySet().stream(), digests.keySet().stream())
                .filter(route -> !Objects.equals(now.get(route), digests.get(route)))
                .forEach(route -> affected.putIfAbsent(route, difference(digests.get(route), now.get(route))));
        digests = now;
        return affected;
    }

    /** The same route may be registered more than once, as before-handlers are. */
    private Map<Route, CodeOrigins> find(List<RegisteredRoute> routes) {
        Map<Registrar, Optional<Calls>> analysed = new HashMap<>();
        Map<Route, CodeOrigins> found = new LinkedHashMap<>();
        routes.forEach(route -> found.merge(route.route(), origins(route, analysed), CodeOrigins::and));
        holders.clear();
        return found;
    }

    private static String difference(@Nullable Long before, @Nullable Long now) {
        return before == null ? "is new" : now == null ? "is gone" : "has other code than before";
    }

    /** The code behind each of the routes that were last taken, in their order. */
    Map<Route, CodeOrigins> handlers() {
        Map<Route, CodeOrigins> all = new LinkedHashMap<>();
        handlers.values()
                .forEach(routes -> routes.forEach((route, origins) -> all.merge(route, origins, CodeOrigins::and)));
        return all;
    }

    /** The code behind all of them. */
    CodeOrigins perRequest() {
        return CodeOrigins.union(handlers().values());
    }

    /** A method that registered a route, on the stack while it did. */
    private record Registrar(Class<?> type, String method, String descriptor) {}

    /** The calls of such a method, and what they pass on. */
    private record Calls(CallSites sites, CallArguments arguments) {}

    private CodeOrigins origins(RegisteredRoute route, Map<Registrar, Optional<Calls>> analysed) {
        String handler = Names.internal(route.handler().getName());
        if (index.get(handler) != null) {
            return CodeOrigins.instance(handler);
        }
        List<StackFrame> frames = route.frames().stream()
                .filter(frame ->
                        index.get(Names.internal(frame.getDeclaringClass().getName())) != null)
                .toList();
        CodeOrigins origins = passedOn(frames, analysed);
        return origins.isEmpty() ? guess(route, frames) : origins;
    }

    /** What the innermost frame passes on; where that is its own parameter, what its caller passed to it, and so on. */
    private CodeOrigins passedOn(List<StackFrame> frames, Map<Registrar, Optional<Calls>> analysed) {
        CodeOrigins found = CodeOrigins.none();
        for (StackFrame frame : frames) {
            Registrar registrar =
                    new Registrar(frame.getDeclaringClass(), frame.getMethodName(), frame.getDescriptor());
            Calls calls = analysed.computeIfAbsent(registrar, this::analyse).orElse(null);
            CallSites.Call call = calls == null ? null : calls.sites().at(frame.getByteCodeIndex());
            if (calls == null || call == null) {
                // A frame that only the rewritten class has: an adapter, which passes everything on.
                continue;
            }
            CallArguments.Passed passed = calls.arguments().at(call);
            found = found.and(passed.origins());
            if (passed.parameters().isEmpty()) {
                break;
            }
        }
        return found;
    }

    /**
     * Where the registering call cannot be told from the stack: what the class that holds the lambda passes together with
     * the route's path, and else anything that registers the route or is in that class.
     */
    private CodeOrigins guess(RegisteredRoute route, List<StackFrame> frames) {
        ClassFile holder =
                index.get(Names.internal(route.handler().getNestHost().getName()));
        CodeOrigins guessed = holder == null
                ? CodeOrigins.none()
                : holders.computeIfAbsent(holder, CallArguments::ofAll).stream()
                        .map(method -> method.passedWith(route.route().path()))
                        .reduce(CodeOrigins.none(), CodeOrigins::and);
        if (!guessed.isEmpty()) {
            return guessed;
        }
        CodeOrigins all = frames.stream()
                .map(frame -> CodeOrigins.method(new Member(
                        Names.internal(frame.getDeclaringClass().getName()),
                        frame.getMethodName(),
                        frame.getDescriptor())))
                .reduce(CodeOrigins.none(), CodeOrigins::and);
        return holder == null ? all : all.and(CodeOrigins.everythingIn(holder));
    }

    private Optional<Calls> analyse(Registrar registrar) {
        ClassFile file = index.get(Names.internal(registrar.type().getName()));
        CallArguments arguments =
                file == null ? null : CallArguments.of(file, registrar.method(), registrar.descriptor());
        if (file == null || arguments == null) {
            return Optional.empty();
        }
        byte[] bytes = defined.apply(registrar.type());
        return Optional.of(new Calls(
                CallSites.of(bytes == null ? file.bytes() : bytes, registrar.method(), registrar.descriptor()),
                arguments));
    }
}
