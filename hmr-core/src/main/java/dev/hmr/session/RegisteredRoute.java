package dev.hmr.session;

import dev.hmr.protocol.Route;
import java.lang.StackWalker.StackFrame;
import java.util.List;

/**
 * A route with what is needed to find the code behind it.
 *
 * @param handler the class of the handler object
 * @param frames the calls that led to its registration, innermost first
 */
public record RegisteredRoute(Route route, Class<?> handler, List<StackFrame> frames) {
    private static final int MAX_FRAMES = 16;
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** A route registered by the calling thread, right now. */
    public static RegisteredRoute here(Route route, Object handler) {
        // A frame looks its method up when it is first asked; most are of a framework and never are.
        List<StackFrame> frames = WALKER.walk(stack -> stack.filter(frame -> !ofTheJdk(frame.getDeclaringClass()))
                .limit(MAX_FRAMES)
                .toList());
        return new RegisteredRoute(route, handler.getClass(), frames);
    }

    private static boolean ofTheJdk(Class<?> type) {
        return type.getModule().isNamed();
    }
}
