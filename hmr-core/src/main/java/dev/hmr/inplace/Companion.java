package dev.hmr.inplace;

import dev.hmr.graph.ClassFile;
import java.util.Map;
import java.util.Set;

/**
 * What one redefinition adds to a class and the JVM does not take: a class file for a hidden nestmate with the methods, and
 * the static fields, whose values are held in {@linkplain Cell cells}.
 *
 * @param file its class file
 * @param methods the name in it of each added method, by the key that calls know it by
 * @param fields all that the class as it runs does not have
 */
record Companion(ClassFile file, Map<String, String> methods, Set<AddedField> fields) {
    private static final String SUFFIX = "$$Hmr";

    /** The name of the class file for what is added to a class (internal name). */
    static String name(String host) {
        return host + SUFFIX;
    }

    /** The class (internal name) whose code a class file holds: another one if it is for a companion. */
    static String host(String className) {
        return className.endsWith(SUFFIX) ? className.substring(0, className.length() - SUFFIX.length()) : className;
    }

    /** Whether a field (by its key) is among those added. */
    boolean declares(String key) {
        return fields.stream().anyMatch(field -> field.key().equals(key));
    }

    /** The same with the bytes that are to be defined. */
    Companion with(byte[] bytes) {
        return new Companion(ClassFile.read(bytes), methods, fields);
    }
}
