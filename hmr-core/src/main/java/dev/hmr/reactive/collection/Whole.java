package dev.hmr.reactive.collection;

import dev.hmr.reactive.Equality;
import dev.hmr.reactive.ReactiveContext;
import dev.hmr.reactive.Signal;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be tracked of a collection as a whole, and the doors through which it is read and changed. */
final class Whole {
    final ReactiveContext context;
    private final IntSupplier actualSize;
    private final Signal<Integer> size;
    private final Signal<Boolean> empty;
    private final Signal<Boolean> shape;
    private final Signal<Boolean> content;

    Whole(ReactiveContext context, IntSupplier actualSize) {
        this.context = context;
        this.actualSize = actualSize;
        this.size = context.signal(actualSize.getAsInt());
        this.empty = context.signal(actualSize.getAsInt() == 0);
        this.shape = context.signal(true, Equality.never());
        this.content = context.signal(true, Equality.never());
    }

    /** Tracks the size. */
    int size() {
        size.get();
        return read(actualSize::getAsInt);
    }

    /** Tracks whether there is anything. */
    boolean isEmpty() {
        empty.get();
        return read(actualSize::getAsInt) == 0;
    }

    /** Tracks which keys or elements there are, and their order. */
    void trackShape() {
        shape.get();
    }

    /** Tracks everything. */
    void trackContent() {
        content.get();
    }

    /** Reads all of it, tracked. */
    <T extends @Nullable Object> T readContent(Supplier<T> body) {
        return operation(() -> {
            content.get();
            return body.get();
        });
    }

    /** Reads all of its shape, tracked. */
    <T extends @Nullable Object> T readShape(Supplier<T> body) {
        return operation(() -> {
            shape.get();
            return body.get();
        });
    }

    /** Reads without tracking, not even what a key's {@code equals} or {@code hashCode} reads. */
    <T extends @Nullable Object> T read(Supplier<T> body) {
        return write(body);
    }

    /**
     * Changes the collection. Effects wait until the end, of this or of the batch it is part of. Nothing is tracked: who only
     * changes a collection does not depend on it.
     */
    <T extends @Nullable Object> T write(Supplier<T> body) {
        return context.joinBatch(() -> context.untracked(body));
    }

    /**
     * One operation of several steps, and of the user's functions between them, which may track what they read. A batch, as
     * nobody else may use the context in between.
     */
    <T extends @Nullable Object> T operation(Supplier<T> body) {
        return context.joinBatch(body);
    }

    /**
     * Announces a change of a value. Must come before the change: it fails inside a derived, and then nothing must have
     * happened.
     */
    void contentChanges() {
        content.set(true);
    }

    /** Announces that keys or elements come, go or move. Must come before the change, as {@link #contentChanges}. */
    void shapeChanges() {
        contentChanges();
        shape.set(true);
    }

    /** Must come after a change of the shape. */
    void resized() {
        size.set(actualSize.getAsInt());
        empty.set(actualSize.getAsInt() == 0);
    }
}
