package dev.hmr.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one method does with other code.
 *
 * @param lambdas name + descriptor of the lambda bodies that stand in it, in their order
 * @param calls methods that it calls or makes a reference to
 * @param references those of them that it only makes a reference to
 * @param implemented by lambda bodies and methods that it makes references to, the methods of interfaces that they become
 * @param instantiated classes that it makes objects of, or whose class object it passes on; to ask for a logger or for
 *     the class's name is not to pass it on
 * @param literals those of them whose class object it passes on
 * @param initialized classes whose static members it uses
 * @param services whose providers it asks for
 * @param bundles of resources, as it names them
 * @param reflection methods of the JDK that it calls and that run code of which nothing is seen here
 * @param reads fields with objects that it reads
 * @param writes fields with objects that it writes
 * @param casts the types, as descriptors, that it casts objects to
 */
record MethodCode(
        List<String> lambdas,
        Set<Member> calls,
        Set<Member> references,
        Map<Member, Set<Member>> implemented,
        Set<String> instantiated,
        Set<String> literals,
        Set<String> initialized,
        Set<String> services,
        Set<String> bundles,
        Set<String> reflection,
        Set<Member> reads,
        Set<Member> writes,
        Set<String> casts) {
    MethodCode() {
        this(
                new ArrayList<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new HashMap<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>());
    }

    void call(String owner, String name, String descriptor) {
        if (!Names.isOfJdk(owner)) {
            Member callee = new Member(owner, name, descriptor);
            calls.add(callee);
            references.remove(callee);
        }
    }

    void refer(String owner, String name, String descriptor) {
        Member callee = new Member(owner, name, descriptor);
        if (!Names.isOfJdk(owner) && calls.add(callee)) {
            references.add(callee);
        }
    }

    void implement(Member body, Member method) {
        implemented.computeIfAbsent(body, key -> new HashSet<>(2)).add(method);
    }

    /** Whether all that it does with a method of the project is to make an object that can run it. */
    boolean onlyHandsOn(Member method) {
        return references.contains(method) || lambdas.contains(method.name() + method.descriptor());
    }

    /** Returns whether this is new. */
    boolean instantiate(String className) {
        return !Names.isOfJdk(className) && instantiated.add(className);
    }

    void initialize(String className) {
        if (!Names.isOfJdk(className)) {
            initialized.add(className);
        }
    }

    /** The same for good: most methods do little, and there are many. */
    MethodCode compact() {
        return new MethodCode(
                List.copyOf(lambdas),
                compact(calls),
                compact(references),
                implemented.isEmpty() ? Map.of() : implemented,
                compact(instantiated),
                compact(literals),
                compact(initialized),
                compact(services),
                compact(bundles),
                compact(reflection),
                compact(reads),
                compact(writes),
                compact(casts));
    }

    private static <T> Set<T> compact(Set<T> set) {
        return set.isEmpty() ? Set.of() : set;
    }
}
