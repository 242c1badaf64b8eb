package dev.hmr.graph;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** Which other classes must share the run-time package of a class, because it uses them as no bridge can. */
public final class Joins {
    private final ClassIndex index;
    private final MemberLookup lookup;

    /** @param index all classes of the project, as they are whenever a question is asked */
    public Joins(ClassIndex index) {
        this.index = index;
        this.lookup = new MemberLookup(index::get);
    }

    /** Classes outside the nest of this one that must be in the same unit. */
    Set<String> of(ClassFile file) {
        Set<String> joined = new HashSet<>(file.permitted());
        for (RigidUse use : file.rigidUses()) {
            ClassFile other = blocking(file, use);
            if (other != null) {
                joined.add(other.name());
            }
        }
        addOverridden(file, joined);
        joined.removeIf(name -> index.get(name) == null || file.topLevel().equals(index.topLevelOf(name)));
        return joined;
    }

    /** Whether a class (internal name) is one of the project's. */
    public boolean know(String className) {
        return index.get(className) != null;
    }

    /** Whether a class of the project declares what an instruction names. */
    public boolean declare(Member member) {
        return lookup.declaring(member) != null;
    }

    /** Whether a class that is none of the project's would have to be in the unit of another. */
    public boolean areNeeded(ClassFile file) {
        return file.rigidUses().stream().anyMatch(use -> blocking(file, use) != null);
    }

    private @Nullable ClassFile blocking(ClassFile file, RigidUse use) {
        if (use.kind() == RigidUse.Kind.TYPE) {
            ClassFile type = index.get(use.member().owner());
            return type != null && !type.isPublic() ? type : null;
        }
        ClassFile declaring = lookup.declaring(use.member());
        if (declaring == null || !Names.samePackage(declaring.name(), file.name())) {
            return null;
        }
        Integer access = MemberLookup.access(declaring, use.member());
        int enough = use.kind() == RigidUse.Kind.SUPER_CALL
                ? Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED
                : Opcodes.ACC_PUBLIC;
        return access != null && (access & enough) == 0 ? declaring : null;
    }

    /** A package-private method is overridden only from within its run-time package. */
    private void addOverridden(ClassFile file, Set<String> joined) {
        for (ClassFile above = superclass(file); above != null; above = superclass(above)) {
            if (!Names.samePackage(above.name(), file.name())) {
                continue;
            }
            ClassFile ancestor = above;
            boolean overridesPackagePrivate = ancestor.methods().entrySet().stream()
                    .anyMatch(method -> isPackagePrivateInstance(method.getValue())
                            && !method.getKey().startsWith("<")
                            && file.methods().containsKey(method.getKey()));
            if (overridesPackagePrivate) {
                joined.add(ancestor.name());
            }
        }
    }

    private @Nullable ClassFile superclass(ClassFile file) {
        String name = file.superName();
        return name == null ? null : index.get(name);
    }

    private static boolean isPackagePrivateInstance(int access) {
        int others = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;
        return (access & others) == 0;
    }
}
