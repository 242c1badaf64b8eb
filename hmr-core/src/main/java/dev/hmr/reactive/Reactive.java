package dev.hmr.reactive;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The functions of one shared {@link ReactiveContext}, for static import. As that context, they are for one thread at a
 * time; a program that uses signals on several threads creates contexts instead.
 */
public final class Reactive {
    private static final ReactiveContext CONTEXT = new ReactiveContext();

    private Reactive() {}

    /** The context behind these functions. */
    public static ReactiveContext defaultContext() {
        return CONTEXT;
    }

    /** See {@link ReactiveContext#signal(Object)}. */
    public static <T extends @Nullable Object> Signal<T> signal(T initial) {
        return CONTEXT.signal(initial);
    }

    /** See {@link ReactiveContext#signal(Object, Equality)}. */
    public static <T extends @Nullable Object> Signal<T> signal(T initial, Equality<? super T> equality) {
        return CONTEXT.signal(initial, equality);
    }

    /** See {@link ReactiveContext#derived(Supplier)}. */
    public static <T extends @Nullable Object> Derived<T> derived(Supplier<? extends T> function) {
        return CONTEXT.derived(function);
    }

    /** See {@link ReactiveContext#derived(Supplier, Equality)}. */
    public static <T extends @Nullable Object> Derived<T> derived(
            Supplier<? extends T> function, Equality<? super T> equality) {
        return CONTEXT.derived(function, equality);
    }

    /** See {@link ReactiveContext#effect(Runnable)}. */
    public static Effect effect(Runnable action) {
        return CONTEXT.effect(action);
    }

    /** See {@link ReactiveContext#effect(String, Runnable)}. */
    public static Effect effect(String name, Runnable action) {
        return CONTEXT.effect(name, action);
    }

    /** See {@link ReactiveContext#batch(Runnable)}. */
    public static void batch(Runnable body) {
        CONTEXT.batch(body);
    }

    /** See {@link ReactiveContext#batch(Supplier)}. */
    public static <T extends @Nullable Object> T batch(Supplier<T> body) {
        return CONTEXT.batch(body);
    }

    /** See {@link ReactiveContext#untracked(Runnable)}. */
    public static void untracked(Runnable body) {
        CONTEXT.untracked(body);
    }

    /** See {@link ReactiveContext#untracked(Supplier)}. */
    public static <T extends @Nullable Object> T untracked(Supplier<T> body) {
        return CONTEXT.untracked(body);
    }

    /** See {@link ReactiveContext#onCleanup}. */
    public static void onCleanup(Runnable action) {
        CONTEXT.onCleanup(action);
    }
}
