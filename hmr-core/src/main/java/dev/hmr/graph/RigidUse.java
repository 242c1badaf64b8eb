package dev.hmr.graph;

/**
 * A use of another class of the same package that no bridge can stand in for (docs/design.md, section 5): if what it
 * names is not public, both classes must share a run-time package, so their units are joined.
 */
record RigidUse(Kind kind, Member member) {
    enum Kind {
        /** The type {@code owner} itself must be accessible: supertypes, caught types, functional interfaces. */
        TYPE,
        /** Called through {@code super}: a constructor or method, which must be public or protected. */
        SUPER_CALL,
        /** Named by a method handle constant that cannot be replaced; must be public. */
        HANDLE
    }

    static RigidUse type(String name) {
        return new RigidUse(Kind.TYPE, new Member(name, "", ""));
    }
}
