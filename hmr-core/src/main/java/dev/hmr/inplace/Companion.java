package dev.hmr.inplace;

import dev.hmr.graph.ClassFile;
import java.util.Map;

/**
 * What one redefinition adds to a class and the JVM does not take: a class file for a hidden nestmate with the methods.
 *
 * @param file its class file
 * @param methods the name in it of each added method, by the key that calls know it by
 */
record Companion(ClassFile file, Map<String, String> methods) {
    /** The same with the bytes that are to be defined. */
    Companion with(byte[] bytes) {
        return new Companion(ClassFile.read(bytes), methods);
    }
}
