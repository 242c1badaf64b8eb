package dev.hmr.graph;

import java.util.Set;

/** Which calls lead to members of classes that no instruction names, and which uses of class objects do not. */
public final class Reflection {
    private static final Set<String> OF_CLASS = Set.of(
            "getName",
            "getSimpleName",
            "getPackageName",
            "desiredAssertionStatus",
            "getResource",
            "getResourceAsStream");
    private static final Set<String> LOGGER_FACTORIES = Set.of(
            "org/slf4j/LoggerFactory",
            "org/apache/logging/log4j/LogManager",
            "org/apache/commons/logging/LogFactory",
            "org/jboss/logging/Logger");

    private static final Set<String> MEMBERS = Set.of(
            "getMethods",
            "getDeclaredMethods",
            "getMethod",
            "getDeclaredMethod",
            "getFields",
            "getDeclaredFields",
            "getField",
            "getDeclaredField");

    /** What {@link java.lang.Class} offers beyond what it tells about itself. */
    private static final Set<String> OF_CLASS_RUNNING = Set.of("forName", "newInstance", "getEnumConstants");

    private Reflection() {}

    /** Whether a call may run methods of the project that nothing shows. */
    static boolean runsUnseen(String owner, String method) {
        return owner.equals("java/lang/Class")
                ? OF_CLASS_RUNNING.contains(method)
                : owner.startsWith("java/lang/reflect/")
                        || owner.startsWith("java/lang/invoke/")
                        || owner.startsWith("java/io/ObjectInput")
                        || (owner.equals("java/lang/ClassLoader") && method.equals("loadClass"))
                        || owner.equals("java/util/ServiceLoader");
    }

    /**
     * Whether what a method does depends on which loader it finds classes by: it takes names made at run time, makes a proxy, or is a
     * constructor of what reads names of classes.
     */
    public static boolean usesLoader(String owner, String method) {
        return (owner.equals("java/lang/Class") && method.equals("forName"))
                || (owner.equals("java/lang/ClassLoader") && method.equals("loadClass"))
                || (owner.equals("java/io/ObjectInputStream") && method.equals("<init>"))
                || makesProxy(owner, method);
    }

    /** Whether a method makes a JDK proxy, or the class of one. */
    public static boolean makesProxy(String owner, String method) {
        return owner.equals("java/lang/reflect/Proxy")
                && (method.equals("newProxyInstance") || method.equals("getProxyClass"));
    }

    /** Whether a call finds methods or fields by reflection. */
    static boolean askForMembers(String owner, String method) {
        return owner.equals("java/lang/Class")
                ? MEMBERS.contains(method)
                : owner.equals("java/lang/invoke/MethodHandles$Lookup") && method.startsWith("find");
    }

    /** Whether a call that takes a class object, as receiver or as its only argument, is one of these. */
    static boolean areHarmless(String owner, String method, String descriptor) {
        return owner.equals("java/lang/Class")
                ? OF_CLASS.contains(method)
                : LOGGER_FACTORIES.contains(owner) && descriptor.startsWith("(Ljava/lang/Class;)");
    }
}
