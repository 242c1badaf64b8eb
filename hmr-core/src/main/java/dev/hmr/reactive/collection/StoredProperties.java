package dev.hmr.reactive.collection;

import dev.hmr.reactive.Equality;
import dev.hmr.reactive.ReactiveContext;
import dev.hmr.reactive.Signal;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An object that is its properties, a signal for each. */
final class StoredProperties extends ProxiedObject {
    private final Map<String, Signal<@Nullable Object>> signals = new LinkedHashMap<>();

    StoredProperties(
            ReactiveContext context,
            ObjectMethods methods,
            Equality<@Nullable Object> equality,
            ReactiveObject.Self self) {
        super(context, methods, self);
        methods.properties()
                .forEach((property, type) -> signals.put(property, context.signal(initial(type), equality)));
    }

    @SuppressWarnings("NullAway") // null is what a reference starts as
    private static Object initial(Class<?> type) {
        return Array.get(Array.newInstance(type, 1), 0);
    }

    @Override
    @Nullable
    Object invoke(Method method, ObjectMethods.Meaning meaning, @Nullable Object[] arguments) {
        if (meaning instanceof ObjectMethods.Getter getter) {
            return signal(getter.property()).get();
        }
        if (meaning instanceof ObjectMethods.Setter setter) {
            set(signal(setter.property()), arguments[0]);
            return resultOfSetter(method);
        }
        if (meaning instanceof ObjectMethods.Default body) {
            return callDefault(method, body, arguments);
        }
        throw new AssertionError("a method that creation refuses: " + method);
    }

    private Signal<@Nullable Object> signal(String property) {
        return Objects.requireNonNull(signals.get(property));
    }

    @SuppressWarnings("NullAway") // null is a value like any other
    private static void set(Signal<@Nullable Object> signal, @Nullable Object value) {
        signal.set(value);
    }

    @Override
    String describe() {
        return methods.type().getSimpleName()
                + signals.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue().get())
                        .collect(Collectors.joining(", ", "[", "]"));
    }
}
