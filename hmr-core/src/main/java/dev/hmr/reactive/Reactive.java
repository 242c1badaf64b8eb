package dev.hmr.reactive;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The functions of one shared {@link ReactiveContext}, for static import. Any thread may call them; as all that use this
 * context take turns, parts of a program that have nothing to do with each other do better with contexts of their own.
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

    /** See {@link ReactiveContext#intSignal}. */
    public static IntSignal intSignal(int initial) {
        return CONTEXT.intSignal(initial);
    }

    /** See {@link ReactiveContext#longSignal}. */
    public static LongSignal longSignal(long initial) {
        return CONTEXT.longSignal(initial);
    }

    /** See {@link ReactiveContext#doubleSignal}. */
    public static DoubleSignal doubleSignal(double initial) {
        return CONTEXT.doubleSignal(initial);
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

    /** See {@link ReactiveContext#effect(Executor, Runnable)}. */
    public static Effect effect(Executor executor, Runnable action) {
        return CONTEXT.effect(executor, action);
    }

    /** See {@link ReactiveContext#unstartedEffect}. */
    public static Effect unstartedEffect(Runnable action) {
        return CONTEXT.unstartedEffect(action);
    }

    /** See {@link ReactiveContext#asyncDerived(Supplier)}. */
    public static <T extends @Nullable Object> AsyncDerived<T> asyncDerived(
            Supplier<? extends CompletionStage<? extends T>> function) {
        return CONTEXT.asyncDerived(function);
    }

    /** See {@link ReactiveContext#asyncDerived(Executor, Callable)}. */
    public static <T extends @Nullable Object> AsyncDerived<T> asyncDerived(
            Executor executor, Callable<? extends T> function) {
        return CONTEXT.asyncDerived(executor, function);
    }

    /** See {@link ReactiveContext#asyncEffect(Supplier)}. */
    public static AsyncEffect asyncEffect(Supplier<? extends CompletionStage<?>> function) {
        return CONTEXT.asyncEffect(function);
    }

    /** See {@link ReactiveContext#asyncEffect(Executor, Callable)}. */
    public static AsyncEffect asyncEffect(Executor executor, Callable<?> function) {
        return CONTEXT.asyncEffect(executor, function);
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
