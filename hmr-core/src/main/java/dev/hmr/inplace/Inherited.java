package dev.hmr.inplace;

import dev.hmr.graph.Joins;
import dev.hmr.graph.Member;
import dev.hmr.graph.Names;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What a class has from superclasses outside the project: protected members may be among it, which only subclasses may touch.
 *
 * @param superclasses internal names, without {@link Object}
 */
record Inherited(Set<String> superclasses, Joins project) {
    static Inherited of(Class<?> type, Joins project) {
        Set<String> superclasses = new HashSet<>();
        for (Class<?> above = type.getSuperclass();
                above != null && above != Object.class;
                above = above.getSuperclass()) {
            String name = Names.internal(above.getName());
            if (!project.know(name)) {
                superclasses.add(name);
            }
        }
        return new Inherited(superclasses, project);
    }

    /** Whether a method may touch some of it. */
    boolean isUsed(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call
                    && isInherited(new Member(call.owner, call.name, call.desc))) {
                return true;
            }
            if (instruction instanceof FieldInsnNode use && isInherited(new Member(use.owner, use.name, use.desc))) {
                return true;
            }
        }
        return false;
    }

    private boolean isInherited(Member member) {
        if (member.owner().startsWith("[")) {
            return false;
        }
        if (member.name().equals("clone") || member.name().equals("finalize")) {
            // Protected in the superclass of all.
            return !project.declare(member);
        }
        return superclasses.contains(member.owner())
                || (!superclasses.isEmpty() && project.know(member.owner()) && !project.declare(member));
    }
}
