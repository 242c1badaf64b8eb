package dev.hmr.javalin;

import java.io.Serializable;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record on its way to another process, where there is the same class. */
record Transferred(String type, List<@Nullable Serializable> components) implements Serializable {
    private static final String PATH = Path.class.getName();

    /** The record with all it holds: other records, paths, collections, and what is serializable. */
    static @Nullable Serializable of(@Nullable Object value) {
        if (value instanceof Path path) {
            return new Transferred(PATH, List.of(path.toString()));
        } else if (value instanceof Collection<?> many) {
            return new ArrayList<>(many.stream().map(Transferred::of).toList());
        } else if (value instanceof Record) {
            List<@Nullable Serializable> components = new ArrayList<>();
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                try {
                    components.add(of(component.getAccessor().invoke(value)));
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError(component.toString(), e);
                }
            }
            return new Transferred(value.getClass().getName(), components);
        }
        return (Serializable) value;
    }

    /** What {@link #of} was given. */
    static @Nullable Object received(@Nullable Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().map(Transferred::received).toList();
        }
        return value instanceof Transferred transferred ? received(transferred) : value;
    }

    private static Object received(Transferred transferred) {
        if (transferred.type().equals(PATH)) {
            return Path.of(String.valueOf(transferred.components().get(0)));
        }
        try {
            Class<?> type = Class.forName(transferred.type());
            Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(parameters)
                    .newInstance(transferred.components().stream()
                            .map(Transferred::received)
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(transferred.type(), e);
        }
    }
}
