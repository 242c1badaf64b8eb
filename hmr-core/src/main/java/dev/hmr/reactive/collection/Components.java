package dev.hmr.reactive.collection;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The components of a record type, and how a record is taken apart and put together. */
final class Components<R extends Record> {
    private final Class<R> type;
    private final Constructor<R> constructor;
    private final List<String> names = new ArrayList<>();
    private final List<Class<?>> types = new ArrayList<>();
    private final List<Method> accessors = new ArrayList<>();

    /** What method references name. A reference is one class for each place in the source, and may be unloaded. */
    private final Map<Class<?>, Integer> referenced = Collections.synchronizedMap(new WeakHashMap<>());

    Components(Class<R> type) {
        this.type = type;
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName());
            types.add(component.getType());
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            accessors.add(accessor);
        }
        try {
            constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("a record without canonical constructor: " + type, e);
        }
    }

    int count() {
        return names.size();
    }

    int indexOf(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " has no component \"" + name + "\"; it has " + names + ".");
        }
        return index;
    }

    int indexOf(Component<R, ?> component) {
        Integer known = referenced.get(component.getClass());
        if (known == null) {
            known = find(component);
            referenced.put(component.getClass(), known);
        }
        return known;
    }

    private int find(Component<R, ?> component) {
        SerializedLambda reference = reference(component);
        String name = reference.getImplMethodName();
        if (!names.contains(name)) {
            throw new IllegalArgumentException("A lambda does not name a component of " + type.getSimpleName()
                    + ": write a reference to its accessor, " + type.getSimpleName() + "::"
                    + (names.isEmpty() ? "x" : names.get(0)) + ", or its name.");
        }
        return indexOf(name);
    }

    private SerializedLambda reference(Component<R, ?> component) {
        try {
            Method replacement = component.getClass().getDeclaredMethod("writeReplace");
            replacement.setAccessible(true);
            return (SerializedLambda) replacement.invoke(component);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "Cannot tell which component of " + type.getSimpleName() + " is meant by " + component
                            + ": name it by a string.",
                    e);
        }
    }

    @Nullable
    Object get(R value, int index) {
        try {
            return accessors.get(index).invoke(value);
        } catch (InvocationTargetException e) {
            throw Thrown.<RuntimeException>asItIs(e.getTargetException());
        } catch (IllegalAccessException e) {
            throw new AssertionError("accessible since the constructor", e);
        }
    }

    /** A copy with one component replaced, checked by the record's own constructor. */
    R with(R value, int index, @Nullable Object replacement) {
        Object[] arguments = new Object[count()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = i == index ? replacement : get(value, i);
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw Thrown.<RuntimeException>asItIs(e.getTargetException());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + "." + names.get(index) + " is of type "
                            + types.get(index).getSimpleName() + ", and the value is " + replacement + ".",
                    e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot create a " + type.getName(), e);
        }
    }
}
