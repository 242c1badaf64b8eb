package dev.hmr.load;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;

/** Classes of the JDK whose objects hold nothing of the application's, or nothing that it gets back as what it was. */
final class PlainTypes {
    private static final Set<Class<?>> ATOMS = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Character.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class);

    /** Values, locks, executors, channels, formats, loggers. Not: functions, comparators, streams, thread-locals. */
    private static final Set<String> PACKAGES = Set.of(
            "java.io",
            "java.lang",
            "java.math",
            "java.net",
            "java.net.http",
            "java.nio",
            "java.nio.charset",
            "java.nio.file",
            "java.security",
            "java.text",
            "java.time",
            "java.time.format",
            "java.time.zone",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks",
            "java.util.logging",
            "java.util.random",
            "java.util.regex",
            "java.util.zip",
            "javax.crypto");

    private static final Set<String> OF_JAVA_UTIL = Set.of(
            "BitSet", "Currency", "Date", "GregorianCalendar", "Locale", "Random", "SplittableRandom", "Timer", "UUID");

    private PlainTypes() {}

    /** Primitive types, their boxes and arrays, and texts: there is nothing to look for in a value of such a type. */
    static boolean isAtom(Class<?> type) {
        return type.isPrimitive()
                || ATOMS.contains(type)
                || (type.isArray() && isAtom(type.getComponentType()))
                || (type.isEnum() && type.getClassLoader() == null);
    }

    /** Whether an object of this class of the JDK needs no looking into. */
    static boolean contains(Class<?> type) {
        if (type.isHidden() || ThreadLocal.class.isAssignableFrom(type)) {
            return false;
        }
        String name = type.getName();
        String packageName = type.getPackageName();
        return PACKAGES.contains(packageName)
                || packageName.startsWith("sun.")
                || packageName.startsWith("jdk.internal.")
                || (packageName.equals("java.util") && OF_JAVA_UTIL.contains(name.substring("java.util.".length())));
    }
}
