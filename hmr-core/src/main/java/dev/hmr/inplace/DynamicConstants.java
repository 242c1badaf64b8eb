package dev.hmr.inplace;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Orders the dynamic constants of a class file that is to be redefined. Some are arguments of the bootstrap methods of others: so javac
 * compiles a constant of an enum among the patterns of a {@code switch}, and it puts the arguments after what takes them. HotSpot merges
 * the constant pools of both versions entry by entry. Where it comes upon an argument that is missing yet, it appends the bootstrap
 * method of that to its table, at the very place that it has chosen for the one that takes it. The table is broken then, and the JVM
 * crashes (seen with JDK 17 and 25; {@code VM_RedefineClasses::append_operand}). Where each argument comes first, none is missing.
 */
final class DynamicConstants {
    private static final int CONSTANT_DYNAMIC = 17;

    private DynamicConstants() {}

    /** The same class file, each argument before what takes it. */
    static byte[] argumentsFirst(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        if (!hasAny(reader)) {
            return classFile;
        }
        // Which makes its constant pool itself, and adds arguments before what takes them.
        ClassWriter writer = new ClassWriter(0);
        reader.accept(writer, 0);
        return writer.toByteArray();
    }

    private static boolean hasAny(ClassReader reader) {
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            // The second half of a long or double is none.
            if (item > 0 && reader.readByte(item - 1) == CONSTANT_DYNAMIC) {
                return true;
            }
        }
        return false;
    }
}
