package dev.hmr.reactive.collection;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the methods of an interface mean for a reactive object. */
final class ObjectMethods {
    private static final ClassValue<ObjectMethods> KNOWN = new ClassValue<>() {
        @Override
        protected ObjectMethods computeValue(Class<?> type) {
            return new ObjectMethods(type);
        }
    };

    private final Class<?> type;
    private final Map<Method, Meaning> meanings = new LinkedHashMap<>();

    /** What a call asks for. */
    sealed interface Meaning {}

    /** To read a property. */
    record Getter(String property) implements Meaning {}

    /** To set a property. */
    record Setter(String property) implements Meaning {}

    /** A method with a body in the interface. */
    record Default(MethodHandle body, boolean derived) implements Meaning {}

    /** Anything else. */
    record Other() implements Meaning {}

    private ObjectMethods(Class<?> type) {
        this.type = type;
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers()) && !isOfObject(method)) {
                meanings.put(method, meaning(method));
            }
        }
    }

    static ObjectMethods of(Class<?> type) {
        if (!type.isInterface() || type.isAnnotation()) {
            throw new IllegalArgumentException("A reactive object needs an interface, and " + type.getName()
                    + (type.isRecord() ? " is a record: use ReactiveRecord." : " is none: extract one from it."));
        }
        return KNOWN.get(type);
    }

    Class<?> type() {
        return type;
    }

    /** Of each method that is not Object's. */
    Map<Method, Meaning> meanings() {
        return meanings;
    }

    Meaning meaningOf(Method method) {
        return meanings.getOrDefault(method, new Other());
    }

    static boolean isOfObject(Method method) {
        return Stream.of(Object.class.getMethods())
                .anyMatch(known -> known.getName().equals(method.getName())
                        && Arrays.equals(known.getParameterTypes(), method.getParameterTypes()));
    }

    private Meaning meaning(Method method) {
        boolean derived = method.isAnnotationPresent(DerivedProperty.class);
        if (derived && !(method.isDefault() && isReader(method))) {
            throw new IllegalArgumentException("@DerivedProperty is for default methods without parameters that return"
                    + " something, and " + describe(method) + " is none: remove the annotation.");
        }
        if (method.isDefault()) {
            return new Default(body(method), derived);
        }
        if (isReader(method)) {
            return new Getter(property(method.getName(), "get", "is"));
        }
        boolean chained = method.getReturnType().isAssignableFrom(type) && method.getReturnType() != Object.class;
        if (method.getParameterCount() == 1 && (method.getReturnType() == void.class || chained)) {
            return new Setter(property(method.getName(), "set"));
        }
        return new Other();
    }

    private static boolean isReader(Method method) {
        return method.getParameterCount() == 0 && method.getReturnType() != void.class;
    }

    private static String property(String name, String... prefixes) {
        for (String prefix : prefixes) {
            int length = prefix.length();
            if (name.length() > length && name.startsWith(prefix) && Character.isUpperCase(name.charAt(length))) {
                return Character.toLowerCase(name.charAt(length)) + name.substring(length + 1);
            }
        }
        return name;
    }

    private static MethodHandle body(Method method) {
        Class<?> declaring = method.getDeclaringClass();
        try {
            return MethodHandles.privateLookupIn(declaring, MethodHandles.lookup())
                    .unreflectSpecial(method, declaring);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(
                    "Cannot call the default method " + describe(method) + ": open its package to this library.", e);
        }
    }

    /** The type of each property. */
    Map<String, Class<?>> properties() {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        meanings.forEach((method, meaning) -> {
            if (meaning instanceof Getter getter) {
                types.put(getter.property(), method.getReturnType());
            }
        });
        return types;
    }

    /** @throws IllegalArgumentException if a method is abstract and not the getter or setter of a complete property */
    void requirePropertiesOnly() {
        Map<String, Class<?>> read = properties();
        Map<String, Class<?>> set = new HashMap<>();
        meanings.forEach((method, meaning) -> {
            if (meaning instanceof Setter setter) {
                set.put(setter.property(), method.getParameterTypes()[0]);
            }
        });
        meanings.forEach((method, meaning) -> {
            String problem = problem(meaning, read, set);
            if (problem != null) {
                throw new IllegalArgumentException(describe(method) + " " + problem);
            }
        });
    }

    private static @Nullable String problem(Meaning meaning, Map<String, Class<?>> read, Map<String, Class<?>> set) {
        if (meaning instanceof Other) {
            return "is neither a getter nor a setter: make it a default method,"
                    + " or wrap an object that has it with ReactiveObject.over.";
        }
        if (meaning instanceof Getter getter) {
            Class<?> type = read.get(getter.property());
            return type == null || type == set.get(getter.property())
                    ? null
                    : "has no setter for " + type.getSimpleName() + ": declare one, or make it a default method.";
        }
        if (meaning instanceof Setter setter && !read.containsKey(setter.property())) {
            return "has no getter: declare one, or make it a default method.";
        }
        return null;
    }

    private static String describe(Method method) {
        String parameters =
                Stream.of(method.getParameterTypes()).map(Class::getSimpleName).collect(Collectors.joining(", "));
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(" + parameters + ")";
    }
}
