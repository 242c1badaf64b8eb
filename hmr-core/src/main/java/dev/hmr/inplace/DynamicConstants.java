package dev.hmr.inplace;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Orders the dynamic constants of a class file that is to be redefined. Some are arguments of the bootstrap methods of others, as javac
 * compiles a constant of an enum among the patterns of a {@code switch}, and javac puts these last. HotSpot merges the constant pools of
 * the two versions entry by entry: where it finds that an argument is still missing, it appends that with its bootstrap method – at the
 * place in the table that it had chosen for the one that takes it. The table is broken then, and the JVM crashes (JDK 17 and 25; {@code
 * append_operand} in {@code jvmtiRedefineClasses.cpp}). Where each argument comes first, none is missing.
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
