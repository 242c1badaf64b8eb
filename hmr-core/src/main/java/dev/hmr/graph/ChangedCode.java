package dev.hmr.graph;

import java.util.Collections;
import java.util.Set;

/**
 * The code that does something else than before, or that can run such code. One thread.
 *
 * @param methods that do
 * @param instances classes (internal names) whose objects may: who has one can run it
 */
public record ChangedCode(Set<Member> methods, Set<String> instances) {
    /** Whether code that was found in some places can run code that changed. */
    public boolean concerns(CodeOrigins origins) {
        return !Collections.disjoint(methods, origins.methods())
                || !Collections.disjoint(instances, origins.instances());
    }

    /** Adds what another change concerns. */
    public void add(ChangedCode other) {
        methods.addAll(other.methods);
        instances.addAll(other.instances);
    }

    /** Forgets everything: it is the code that there was before, from now on. */
    public void clear() {
        methods.clear();
        instances.clear();
    }

    /** Whether the static initializer of a class (internal name) can; a class without one cannot. */
    public boolean concernsInitializerOf(String className) {
        return methods.contains(Member.initializer(className));
    }
}
