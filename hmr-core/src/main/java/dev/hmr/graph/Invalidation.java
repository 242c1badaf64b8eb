package dev.hmr.graph;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which classes must be compiled again because others changed (docs/design.md, section 4). Where the class files cannot
 * tell, it names too many rather than too few:
 *
 * <ul>
 *   <li>a changed member concerns whoever mentions the class or a subtype of it;
 *   <li>a static import of a member leaves no trace in a class file either: {@link Result#imported()} asks for whoever has
 *       one of the changed class;
 *   <li>a changed interface may be another functional interface than before, to which a lambda fits better or no longer:
 *       whoever calls methods that take it;
 *   <li>a changed hierarchy can change the type of any expression: whoever reaches the class at all;
 *   <li>a constant is inlined without a trace, and a class that is new, or accessible now, may capture a name that meant
 *       another one: whoever has the simple name in its source. {@link Result#identifiers()} asks for these.
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
     * @param imported any source with a static import from one of these classes is to be compiled again; names as sources
     *     write them
     */
    public record Result(Set<String> classes, Set<String> identifiers, Set<String> imported) {
        Result() {
            this(new LinkedHashSet<>(), new HashSet<>(), new HashSet<>());
        }
    }

    /**
     * Finds what the changes invalidate.
     *
     * @param changes against the index, which still holds the classes as they were before
     */
    public Result of(Collection<ClassChange> changes) {
        Result result = new Result();
        Set<String> gone = changes.stream()
                .filter(change -> change.after() == null)
                .map(ClassChange::name)
                .collect(Collectors.toSet());
        for (ClassChange change : changes) {
            if (change.before() == null || change.after() == null) {
                addSourceName(change.name(), result.identifiers);
                addUsers(change.name(), result.classes);
                if (change.after() == null && !index.hasInPackage(change.name(), gone)) {
                    // Nothing of a package that is not there can be imported.
                    addSourceName(Names.packageName(change.name()), result.identifiers);
                }
            } else if (!change.after().sameBytes(change.before())) {
                compare(change.before(), change.after(), result);
            }
        }
        return result;
    }

    private void compare(ClassFile before, ClassFile after, Result result) {
        Api old = Api.of(before);
        Api now = Api.of(after);
        result.identifiers.addAll(old.differingConstants(now));
        if (!old.hierarchy().equals(now.hierarchy())) {
            result.classes.addAll(index.withAllUsers(index.withSubtypes(after.name())));
            // It may be accessible now where its name means another class, or where two imports on demand have one.
            addSourceName(after.name(), result.identifiers);
        } else if (old.members().equals(now.members())) {
            return;
        }
        addUsers(after.name(), result.classes);
        for (String type : index.withSubtypes(after.name())) {
            result.imported.add(Names.binary(type).replace('$', '.'));
            if (after.isInterface()) {
                index.usersOf(type).stream()
                        .map(index::get)
                        .filter(user -> user != null && user.takes(type))
                        .forEach(user -> addUsers(user.name(), result.classes));
            }
        }
    }

    private void addUsers(String name, Set<String> classes) {
        index.withSubtypes(name).forEach(type -> classes.addAll(index.usersOf(type)));
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
