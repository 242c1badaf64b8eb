package dev.hmr.load;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the objects that can be reached from a value for one whose class has been replaced. Collections and other
 * holders of the JDK are asked for what is in them, objects of the application and of libraries are looked into. One
 * thread.
 */
public final class StaleReferences {
    /** Beyond this many objects a search takes longer than a developer wants to wait. */
    private static final int LIMIT = 2_000_000;

    private final Predicate<Class<?>> current;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    /** What objects of the application and of libraries have in their fields; looked at last. */
    private final Deque<Object> inside = new ArrayDeque<>();

    private final Map<Class<?>, Boolean> currents = new HashMap<>();
    private final Map<Class<?>, List<Field>> fields = new HashMap<>();

    /** @param current whether a class is the one that serves now; true for one that is never reloaded */
    public StaleReferences(Predicate<Class<?>> current) {
        this.current = current;
    }

    /**
     * Why a value cannot be used beside what serves now, as the end of a sentence; null if it can. What earlier searches
     * have looked at is not looked at again.
     */
    public @Nullable String find(@Nullable Object value) {
        push(value);
        while (!open.isEmpty() || !inside.isEmpty()) {
            boolean isOpen = !open.isEmpty();
            String why = isOpen ? look(open.pop(), true) : look(inside.pop(), false);
            if (why == null && seen.size() > LIMIT) {
                why = "holds more objects than can be looked through";
            }
            if (why != null) {
                open.clear();
                inside.clear();
                return why;
            }
        }
        return null;
    }

    /**
     * Looks at one object.
     *
     * @param isOpen whether the application has it in its hands; what is hidden in another object and cannot be looked
     *     into is that one's own affair
     */
    private @Nullable String look(Object object, boolean isOpen) {
        Class<?> type = object.getClass();
        if (object instanceof Class<?> itself && !isCurrent(itself)) {
            return "refers to the class " + itself.getName() + ", which was reloaded";
        }
        if (!isCurrent(type)) {
            return "holds objects of " + named(type).getName() + ", which was reloaded";
        }
        if (object instanceof Object[] array) {
            Arrays.stream(array).forEach(this::push);
            return null;
        }
        if (Proxy.isProxyClass(type)) {
            push(Proxy.getInvocationHandler(object));
            return null;
        }
        try {
            if (!lookInto(object) && isOpen && isOfJdk(type) && !PlainTypes.contains(type)) {
                return "holds a " + type.getName() + ", which does not show what it refers to";
            }
        } catch (ConcurrentModificationException e) {
            return "is being changed";
        }
        if (!isOfJdk(type)) {
            for (Field field : fieldsOf(type)) {
                Object value = get(field, object);
                if (value != null && isNew(value)) {
                    inside.push(value);
                }
            }
        }
        return null;
    }

    /** Returns whether the object is of a kind that tells what is in it. */
    private boolean lookInto(Object object) {
        if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                push(key);
                push(value);
            });
            if (map instanceof SortedMap<?, ?> sorted) {
                push(unlessNatural(sorted.comparator()));
            }
        } else if (object instanceof Collection<?> collection) {
            collection.forEach(this::push);
            if (collection instanceof SortedSet<?> sorted) {
                push(unlessNatural(sorted.comparator()));
            }
        } else if (object instanceof Map.Entry<?, ?> entry) {
            push(entry.getKey());
            push(entry.getValue());
        } else if (object instanceof Optional<?> optional) {
            optional.ifPresent(this::push);
        } else if (object instanceof AtomicReference<?> reference) {
            push(reference.get());
        } else if (object instanceof AtomicReferenceArray<?> array) {
            for (int i = 0; i < array.length(); i++) {
                push(array.get(i));
            }
        } else if (object instanceof Reference<?> reference) {
            push(reference.get());
        } else if (object instanceof CompletableFuture<?> future) {
            push(future.isDone() && !future.isCompletedExceptionally() ? future.getNow(null) : null);
        } else {
            return false;
        }
        return true;
    }

    private static @Nullable Object unlessNatural(@Nullable Comparator<?> comparator) {
        return comparator == Comparator.naturalOrder() || comparator == Comparator.reverseOrder() ? null : comparator;
    }

    private void push(@Nullable Object object) {
        if (object != null && isNew(object)) {
            open.push(object);
        }
    }

    private boolean isNew(Object object) {
        return !PlainTypes.isAtom(object.getClass()) && seen.add(object);
    }

    /** A class is as current as everything it is made from: a proxy that a library spun extends a class of the application. */
    private boolean isCurrent(Class<?> type) {
        Boolean known = currents.get(type);
        if (known == null) {
            Class<?> named = named(type);
            known = isOfJdk(named) || current.test(named);
            for (Class<?> interfaceType : named.getInterfaces()) {
                known = known && isCurrent(interfaceType);
            }
            Class<?> superclass = named.getSuperclass();
            known = known && (superclass == null || isCurrent(superclass));
            currents.put(type, known);
        }
        return known;
    }

    /** The class that has a name of its own: an array's elements, the class a lambda stands in. */
    private static Class<?> named(Class<?> type) {
        Class<?> named = type;
        while (named.isArray()) {
            named = named.getComponentType();
        }
        return named.isHidden() ? named.getNestHost() : named;
    }

    private List<Field> fieldsOf(Class<?> type) {
        return fields.computeIfAbsent(type, key -> {
            List<Field> found = new ArrayList<>();
            for (Class<?> at = type; at != null && !isOfJdk(at); at = at.getSuperclass()) {
                for (Field field : at.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers()) && !PlainTypes.isAtom(field.getType())) {
                        found.add(field);
                    }
                }
            }
            found.removeIf(field -> !field.trySetAccessible());
            return found;
        });
    }

    private static @Nullable Object get(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new IllegalStateException(field + " was accessible before", e);
        }
    }

    private static boolean isOfJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
