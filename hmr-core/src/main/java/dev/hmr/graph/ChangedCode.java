package dev.hmr.graph;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The code that does something else than before, or that can run such code. One thread.
 *
 * @param edited methods whose own instructions are other ones; those of lambda bodies are their own
 * @param methods that do something else, or can run such
 * @param ran those of the methods that may have run such code themselves whenever they ran; the others need not have, for
 *     they only make objects that can be asked to
 * @param instances classes (internal names) whose objects may: who has one can run it
 * @param initializedAgain classes (internal names) whose static initializers may have run it; to give a field that is new its
 *     {@linkplain InitialValues first value} is nothing that has been run
 */
public record ChangedCode(
        Set<Member> edited, Set<Member> methods, Set<Member> ran, Set<String> instances, Set<String> initializedAgain) {
    /** Which of the code that was found in some places can run code that changed, by name; empty if none can. */
    public Optional<String> among(CodeOrigins origins) {
        return Stream.concat(
                        origins.methods().stream().filter(methods::contains).map(Member::toString),
                        origins.instances().stream().filter(instances::contains).map(Names::simple))
                .min(Comparator.naturalOrder());
    }

    /** Adds what another change concerns. */
    public void add(ChangedCode other) {
        edited.addAll(other.edited);
        methods.addAll(other.methods);
        ran.addAll(other.ran);
        instances.addAll(other.instances);
        initializedAgain.addAll(other.initializedAgain);
    }

    /** Forgets everything: it is the code that there was before, from now on. */
    public void clear() {
        edited.clear();
        methods.clear();
        ran.clear();
        instances.clear();
        initializedAgain.clear();
    }

    public static ChangedCode none() {
        return new ChangedCode(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    }

    /** The classes (internal names) whose static initializers may have run it. */
    public Set<String> initializers() {
        return ran.stream()
                .filter(method -> method.equals(Member.initializer(method.owner())))
                .map(Member::owner)
                .collect(Collectors.toSet());
    }

    /** Whether the static initializer of a class (internal name) can; a class without one cannot. */
    public boolean concernsInitializerOf(String className) {
        return methods.contains(Member.initializer(className));
    }
}
