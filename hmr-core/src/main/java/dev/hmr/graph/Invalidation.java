package dev.hmr.graph;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which classes must be compiled again because others changed (docs/design.md, section 4). Where the class files cannot
 * tell, it names too many rather than too few:
 *
 * <ul>
 *   <li>a changed member concerns whoever mentions the class or a subtype of it;
 *   <li>a changed hierarchy can change the type of any expression: whoever reaches the class at all;
 *   <li>a constant is inlined without a trace, and a new class may capture a name that meant another one: whoever has
 *       the simple name in its source. {@link Result#identifiers()} asks for these.
 * </ul>
 */
public final class Invalidation {
    private final ClassIndex index;

    public Invalidation(ClassIndex index) {
        this.index = index;
    }

    /**
     * What has to be compiled again.
     *
     * @param classes to be compiled again; internal names
     * @param identifiers any source in which one of these occurs is to be compiled again
     */
    public record Result(Set<String> classes, Set<String> identifiers) {}

    /**
     * Finds what the changes invalidate.
     *
     * @param changes against the index, which still holds the classes as they were before
     */
    public Result of(Collection<ClassChange> changes) {
        Set<String> classes = new LinkedHashSet<>();
        Set<String> identifiers = new HashSet<>();
        for (ClassChange change : changes) {
            if (change.before() == null || change.after() == null) {
                addSourceName(change.name(), identifiers);
                index.withSubtypes(change.name()).forEach(type -> classes.addAll(index.usersOf(type)));
            } else if (!change.after().sameBytes(change.before())) {
                compare(change.before(), change.after(), classes, identifiers);
            }
        }
        return new Result(classes, identifiers);
    }

    private void compare(ClassFile before, ClassFile after, Set<String> classes, Set<String> identifiers) {
        Api old = Api.of(before);
        Api now = Api.of(after);
        identifiers.addAll(old.differingConstants(now));
        if (!old.hierarchy().equals(now.hierarchy())) {
            classes.addAll(index.withAllUsers(index.withSubtypes(after.name())));
        } else if (!old.members().equals(now.members())) {
            index.withSubtypes(after.name()).forEach(type -> classes.addAll(index.usersOf(type)));
        }
    }

    /** The identifier by which source code names a class, nested or not; local and anonymous ones have none outside. */
    private static void addSourceName(String internalName, Set<String> identifiers) {
        String simple = Names.simple(internalName);
        String name = simple.substring(simple.lastIndexOf('$') + 1);
        if (!name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0))) {
            identifiers.add(name);
        }
    }
}
