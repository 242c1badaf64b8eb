package dev.hmr.reactive.collection;

import dev.hmr.reactive.Equality;
import dev.hmr.reactive.Reactive;
import dev.hmr.reactive.ReactiveContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Objects whose getters are tracked and whose setters tell, property by property, behind an interface of the user's:
 *
 * <pre>{@code
 * interface Account {
 *     String owner();
 *     void owner(String owner);
 *     int getBalance();
 *     void setBalance(int balance);
 *     default boolean overdrawn() { return getBalance() < 0; }
 * }
 *
 * Account account = ReactiveObject.create(Account.class);
 * }</pre>
 *
 * <p>A getter has no parameters and a result, a setter one parameter; {@code owner}, {@code getOwner} and {@code isOwner}
 * are the property {@code owner}, and so are {@code owner(…)} and {@code setOwner(…)}. A setter returns nothing or, to be
 * chained, the object. Default methods run on the object itself, so what they read is tracked as well; see
 * {@link DerivedProperty} for those that are worth keeping.
 *
 * <p>An object is equal to itself only. Shallow: what changes inside a property's value is not seen. For records see {@link
 * ReactiveRecord}.
 *
 * <p>Threads: as the {@link ReactiveContext}. Nothing to close: the signals are kept in the object.
 */
public final class ReactiveObject {
    private ReactiveObject() {}

    /** As {@link #create(ReactiveContext, Class, Equality)}, in the default context, with {@link Equality#byValue}. */
    public static <T> T create(Class<T> type) {
        return create(Reactive.defaultContext(), type, Equality.byValue());
    }

    /**
     * An object that keeps its properties itself. They start as fields do: null, 0, false.
     *
     * @param equality which values of a property are the same
     * @throws IllegalArgumentException if the type is no interface, or one of its abstract methods is neither the getter nor
     *     the setter of a property that has both; the message says what to do
     */
    public static <T> T create(ReactiveContext context, Class<T> type, Equality<@Nullable Object> equality) {
        ObjectMethods methods = ObjectMethods.of(type);
        methods.requirePropertiesOnly();
        return proxy(type, self -> new StoredProperties(context, methods, equality, self));
    }

    /** As {@link #over(ReactiveContext, Class, Object, Equality)}, in the default context, with {@link Equality#byValue}. */
    public static <T> T over(Class<T> type, T target) {
        return over(Reactive.defaultContext(), type, target, Equality.byValue());
    }

    /**
     * A view of an object that exists, which must be changed through the view only. A method without parameters that has a result
     * is taken for a reader. After any other has run, whatever somebody tracks is read again, so that it does not matter
     * how the object changed; a method without a result also tells the readers of methods with parameters.
     *
     * @param equality which results of a reader are the same
     * @throws IllegalArgumentException if the type is no interface
     */
    public static <T> T over(ReactiveContext context, Class<T> type, T target, Equality<@Nullable Object> equality) {
        ObjectMethods methods = ObjectMethods.of(type);
        Objects.requireNonNull(target, "target");
        return proxy(type, self -> new WrappedProperties(context, methods, target, equality, self));
    }

    /** Answers the calls of an object that is still being made when the answerer is. */
    interface Behaviour {
        InvocationHandler of(Self self);
    }

    /** The object, once it is made. */
    static final class Self {
        private @Nullable Object object;

        Object get() {
            return Objects.requireNonNull(object);
        }
    }

    private static <T> T proxy(Class<T> type, Behaviour behaviour) {
        Self self = new Self();
        T object = type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behaviour.of(self)));
        self.object = object;
        return object;
    }
}
