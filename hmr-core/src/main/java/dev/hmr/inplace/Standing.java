package dev.hmr.inplace;

import dev.hmr.graph.ClassFile;
import java.util.HashSet;
import java.util.Set;

/**
 * What the JVM has of a class that was redefined.
 *
 * @param input the class file that its code was made of
 * @param guarded name + descriptor of its methods that can take a detour
 */
record Standing(ClassFile input, Set<String> guarded) {
    static Standing of(ClassFile input, ClassFile defined) {
        return new Standing(input, Guards.in(defined));
    }

    /**
     * The methods whose bodies must be others, as name + descriptor.
     *
     * @param next the class file to be made of
     * @param fitted the same with the methods that the class has
     */
    Set<String> changed(ClassFile next, ClassFile fitted) {
        Set<String> changed = new HashSet<>(next.changedMethods(input));
        changed.removeIf(method -> !fitted.hasMethod(method));
        return changed;
    }
}
