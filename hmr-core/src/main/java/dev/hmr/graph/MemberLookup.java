package dev.hmr.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds where a member that an instruction names is declared, as linking does (JVMS 5.4.3.2 to 5.4.3.4). */
public final class MemberLookup {
    private final Function<String, @Nullable ClassFile> classes;

    /**
     * Looks among these classes.
     *
     * @param classes class files by internal name; null for a class that is not known, where the search ends
     */
    public MemberLookup(Function<String, @Nullable ClassFile> classes) {
        this.classes = classes;
    }

    public @Nullable ClassFile classFile(String name) {
        return classes.apply(name);
    }

    /** The class that declares the member, or null if it is not among the known classes. */
    public @Nullable ClassFile declaring(Member member) {
        for (ClassFile at = classes.apply(member.owner()); at != null; at = superclass(at)) {
            if (access(at, member) != null) {
                return at;
            }
        }
        return inInterfaces(member);
    }

    /** The access flags of the member if this class declares it, else null. */
    public static @Nullable Integer access(ClassFile file, Member member) {
        return member.descriptor().startsWith("(")
                ? file.methodAccess(member.name(), member.descriptor())
                : file.fieldAccess(member.name(), member.descriptor());
    }

    private @Nullable ClassFile inInterfaces(Member member) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(member.owner());
        while (!open.isEmpty()) {
            String name = open.remove();
            ClassFile at = seen.add(name) ? classes.apply(name) : null;
            if (at == null) {
                continue;
            }
            if (access(at, member) != null) {
                return at;
            }
            open.addAll(at.supertypes());
        }
        return null;
    }

    /** The class that this one extends, or null if it is not among the known classes. */
    public @Nullable ClassFile superclass(ClassFile file) {
        String name = file.superName();
        return name == null ? null : classes.apply(name);
    }
}
