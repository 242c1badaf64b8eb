package dev.hmr.reactive.collection;

import dev.hmr.reactive.Equality;
import dev.hmr.reactive.ReactiveContext;
import dev.hmr.reactive.Signal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An object of the user's, seen through signals for those of its readers that somebody tracks. */
final class WrappedProperties extends ProxiedObject {
    private final Object target;
    private final Equality<@Nullable Object> equality;
    private final Signal<Boolean> anything;
    private final KeySignals readers;
    private final Map<String, Method> getters = new HashMap<>();
    private final Set<Method> overridden = new HashSet<>();

    WrappedProperties(
            ReactiveContext context,
            ObjectMethods methods,
            Object target,
            Equality<@Nullable Object> equality,
            ReactiveObject.Self self) {
        super(context, methods, self);
        this.target = target;
        this.equality = equality;
        this.anything = context.signal(true, Equality.never());
        this.readers = new KeySignals(
                context, new HashMap<>(), equality, method -> quietly((Method) Objects.requireNonNull(method)));
        methods.meanings().forEach((method, meaning) -> {
            method.setAccessible(true);
            if (meaning instanceof ObjectMethods.Getter getter) {
                getters.put(getter.property(), method);
            } else if (meaning instanceof ObjectMethods.Default && isOverridden(method, target.getClass())) {
                overridden.add(method);
            }
        });
    }

    @Override
    @Nullable
    Object invoke(Method method, ObjectMethods.Meaning meaning, @Nullable Object[] arguments) throws Throwable {
        if (meaning instanceof ObjectMethods.Default body && !overridden.contains(method)) {
            return callDefault(method, body, arguments);
        }
        if (arguments.length == 0 && method.getReturnType() != void.class) {
            readers.track(method);
            return context.joinBatch(() -> attempt(method)).get();
        }
        Object result = change(method, meaning, arguments);
        return meaning instanceof ObjectMethods.Setter ? resultOfSetter(method) : result;
    }

    private static boolean isOverridden(Method method, Class<?> type) {
        return Stream.of(type.getMethods())
                .anyMatch(candidate -> !candidate.isDefault()
                        && candidate.getName().equals(method.getName())
                        && Arrays.equals(candidate.getParameterTypes(), method.getParameterTypes()));
    }

    private @Nullable Object change(Method method, ObjectMethods.Meaning meaning, @Nullable Object[] arguments)
            throws Throwable {
        if (method.getReturnType() != void.class && !(meaning instanceof ObjectMethods.Setter)) {
            anything.get();
        }
        Outcome outcome = context.joinBatch(() -> context.untracked(() -> {
            if (isChange(method, meaning, arguments)) {
                anything.set(true); // before the change: it fails inside a derived, and then nothing must have happened
            }
            Outcome called = attempt(method, arguments);
            readers.refreshIf(reader -> true);
            return called;
        }));
        return outcome.get();
    }

    /** A method with a result may be a mere question: what it changes shows in the readers, or else not at all. */
    private boolean isChange(Method method, ObjectMethods.Meaning meaning, @Nullable Object[] arguments) {
        if (meaning instanceof ObjectMethods.Setter setter) {
            Method getter = getters.get(setter.property());
            return getter == null || !same(quietly(getter), arguments[0]);
        }
        return method.getReturnType() == void.class;
    }

    @SuppressWarnings("NullAway") // null is a value like any other
    private boolean same(@Nullable Object previous, @Nullable Object next) {
        return equality.same(previous, next);
    }

    private record Outcome(
            @Nullable Object result, @Nullable Throwable failure) {
        @Nullable
        Object get() throws Throwable {
            if (failure != null) {
                throw failure;
            }
            return result;
        }
    }

    private Outcome attempt(Method method, @Nullable Object... arguments) {
        try {
            return new Outcome(call(method, arguments), null);
        } catch (Throwable failure) {
            return new Outcome(null, failure);
        }
    }

    /** What a reader answers now; a failure is an answer as well. */
    private @Nullable Object quietly(Method reader) {
        Outcome outcome = attempt(reader);
        return outcome.failure() == null ? outcome.result() : outcome;
    }

    private @Nullable Object call(Method method, @Nullable Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    @Override
    String describe() {
        anything.get();
        return target.toString();
    }
}
