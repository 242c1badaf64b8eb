package dev.hmr.graph;

import java.util.Set;
import org.objectweb.asm.Type;

/** What code can do with an object of which it knows a type of the JDK or of a library. */
final class LibraryTypes {
    /** Types of the JDK whose objects hold none of the project's, or hand none out. */
    private static final Set<String> PLAIN = Set.of(
            "java/lang/String",
            "java/lang/CharSequence",
            "java/lang/Number",
            "java/lang/Boolean",
            "java/lang/Character",
            "java/lang/Byte",
            "java/lang/Short",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Float",
            "java/lang/Double",
            "java/lang/Class",
            "java/lang/Runnable",
            "java/util/Locale",
            "java/util/UUID",
            "java/util/Properties",
            "java/util/TimeZone",
            "java/util/Random",
            "java/util/concurrent/atomic/AtomicBoolean",
            "java/util/concurrent/atomic/AtomicInteger",
            "java/util/concurrent/atomic/AtomicLong",
            "java/util/concurrent/atomic/LongAdder",
            "java/lang/System$Logger",
            "java/lang/StringBuilder",
            "java/util/function/Consumer",
            "java/util/function/BiConsumer",
            "java/util/function/IntConsumer",
            "java/util/function/LongConsumer");

    private static final Set<String> PLAIN_PACKAGES =
            Set.of("java/time/", "java/nio/file/", "java/nio/charset/", "java/net/", "java/util/regex/", "java/math/");

    /** They make text of what they are handed, or hand it back. */
    private static final Set<String> DISCREET = Set.of(
            "org/slf4j/Logger", "org/apache/logging/log4j/Logger", "org/apache/commons/logging/Log", "dev/hmr/Hmr");

    private LibraryTypes() {}

    /** Whether nothing but {@code toString} is called of what the methods of a class are handed. */
    static boolean keepToThemselves(String owner) {
        return DISCREET.contains(owner);
    }

    /**
     * Whether what is known by a type can be an object that nothing else is known of, or lead to one: those a mapper would
     * look through. An object of a library's own type is asked for what that type declares.
     */
    static boolean mayCarryAnything(Type known) {
        String type = Names.elementClass(known);
        boolean isPlain = PLAIN.contains(type) || PLAIN_PACKAGES.contains(Names.packageOf(type));
        return type.startsWith("kotlin/") || (Names.isOfJdk(type) && !isPlain);
    }
}
