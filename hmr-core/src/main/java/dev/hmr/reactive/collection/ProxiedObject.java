package dev.hmr.reactive.collection;

import dev.hmr.reactive.Derived;
import dev.hmr.reactive.ReactiveContext;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all reactive objects have in common: an identity, and default methods that run on the object itself. */
abstract class ProxiedObject implements InvocationHandler {
    private static final Object[] NO_ARGUMENTS = {};

    final ReactiveContext context;
    final ObjectMethods methods;
    private final ReactiveObject.Self self;
    private final Map<Method, Derived<@Nullable Object>> derived = new HashMap<>();

    ProxiedObject(ReactiveContext context, ObjectMethods methods, ReactiveObject.Self self) {
        this.context = context;
        this.methods = methods;
        this.self = self;
        // Not when they are first read: they would belong to the effect that does so.
        methods.meanings().forEach((method, meaning) -> {
            if (meaning instanceof ObjectMethods.Default body && body.derived()) {
                derived.put(method, context.derived(() -> call(body.body(), NO_ARGUMENTS)));
            }
        });
    }

    abstract @Nullable Object invoke(Method method, ObjectMethods.Meaning meaning, @Nullable Object[] arguments)
            throws Throwable;

    /** Tracks everything. */
    abstract String describe();

    @Override
    public final @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        @Nullable Object[] given = arguments == null ? NO_ARGUMENTS : arguments;
        if (method.getDeclaringClass() == Object.class || ObjectMethods.isOfObject(method)) {
            return switch (method.getName()) {
                case "equals" -> proxy == given[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> describe();
            };
        }
        return invoke(method, methods.meaningOf(method), given);
    }

    final @Nullable Object callDefault(Method method, ObjectMethods.Default body, @Nullable Object[] arguments) {
        Derived<@Nullable Object> cached = derived.get(method);
        return cached == null ? call(body.body(), arguments) : cached.get();
    }

    private @Nullable Object call(MethodHandle body, @Nullable Object[] arguments) {
        try {
            return body.bindTo(self.get()).invokeWithArguments(arguments);
        } catch (Throwable failure) {
            throw Thrown.<RuntimeException>asItIs(failure);
        }
    }

    /** The object, which a setter that can be chained returns. */
    final @Nullable Object resultOfSetter(Method method) {
        return method.getReturnType() == void.class ? null : self.get();
    }
}
