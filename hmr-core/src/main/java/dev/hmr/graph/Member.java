package dev.hmr.graph;

/** A field or method by owner (internal name), name and descriptor. */
public record Member(String owner, String name, String descriptor) {
    /** @param nameAndDescriptor written together, as class files' methods are listed */
    static Member method(String owner, String nameAndDescriptor) {
        int split = nameAndDescriptor.indexOf('(');
        return new Member(owner, nameAndDescriptor.substring(0, split), nameAndDescriptor.substring(split));
    }

    static Member initializer(String className) {
        return new Member(className, "<clinit>", "()V");
    }

    @Override
    public String toString() {
        return Names.simple(owner) + "." + name;
    }
}
