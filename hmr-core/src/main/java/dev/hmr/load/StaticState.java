package dev.hmr.load;

import dev.hmr.graph.Names;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Hands the values of a class's static fields to the version that replaces it: all or, when one of them refers to what has
 * been reloaded, none.
 */
final class StaticState {
    private final Class<?> holder;
    private final Predicate<Class<?>> current;
    private final Loaders.Rewriting additions;

    /** What reading the fields came to. */
    sealed interface Outcome {}

    /** The values in the order of the fields; one that the holder does not have is null, or zero. */
    record Values(List<@Nullable Object> values) implements Outcome {}

    record Stale(LostState lost) implements Outcome {}

    /** There is nothing: the class could not be initialized. */
    record Nothing() implements Outcome {}

    /**
     * @param holder the version that has the state
     * @param current whether a class is the one that serves now
     * @param additions knows the values of fields that the holder does not declare
     */
    StaticState(Class<?> holder, Predicate<Class<?>> current, Loaders.Rewriting additions) {
        this.holder = holder;
        this.current = current;
        this.additions = additions;
    }

    /**
     * Reads fields.
     *
     * @throws IllegalAccessException if a named module keeps its fields to itself
     */
    Outcome read(List<StaticField> fields) throws IllegalAccessException {
        List<@Nullable Object> values = new ArrayList<>();
        StaleReferences references = new StaleReferences(current);
        for (StaticField field : fields) {
            @Nullable Object value;
            try {
                value = value(field);
            } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
                return new Nothing();
            }
            String why = references.find(value);
            if (why != null) {
                return new Stale(new LostState(holder.getName(), field.name(), why));
            }
            values.add(value);
        }
        return new Values(values);
    }

    private @Nullable Object value(StaticField wanted) throws IllegalAccessException {
        for (Field field : holder.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    && field.getName().equals(wanted.name())
                    && Type.getDescriptor(field.getType()).equals(wanted.descriptor())) {
                try {
                    field.setAccessible(true);
                } catch (InaccessibleObjectException e) {
                    throw new IllegalAccessException(
                            "Module " + holder.getModule().getName() + " does not open the package of "
                                    + Names.internal(holder.getName()));
                }
                return field.get(null);
            }
        }
        return additions
                .held(holder, wanted.name(), wanted.descriptor())
                .map(Loaders.Held::value)
                .orElseGet(wanted::zero);
    }
}
