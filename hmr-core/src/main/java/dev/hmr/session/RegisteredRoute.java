package dev.hmr.session;

import dev.hmr.protocol.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * A route with what is needed to find the code behind it.
 *
 * @param handler the class of the handler object
 * @param frames the calls that led to its registration, innermost first
 */
public record RegisteredRoute(Route route, Class<?> handler, List<Frame> frames) {
    private static final int MAX_FRAMES = 16;
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** One call on the registering thread's stack. */
    public record Frame(Class<?> type, String method, String descriptor, int position) {}

    /** A route registered by the calling thread, right now. */
    public static RegisteredRoute here(Route route, Object handler) {
        List<Frame> frames = WALKER.walk(stack -> {
            List<Frame> found = new ArrayList<>();
            stack.filter(frame -> !ofTheJdk(frame.getDeclaringClass()))
                    .limit(MAX_FRAMES)
                    .forEach(frame -> found.add(new Frame(
                            frame.getDeclaringClass(),
                            frame.getMethodName(),
                            frame.getDescriptor(),
                            frame.getByteCodeIndex())));
            return found;
        });
        return new RegisteredRoute(route, handler.getClass(), frames);
    }

    private static boolean ofTheJdk(Class<?> type) {
        return type.getModule().isNamed();
    }
}
