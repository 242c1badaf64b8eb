package dev.hmr.graph;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What a class shows to reflection and to other classes: everything but the code, and what only the class itself can see –
 * private methods without annotations, lambda bodies, and private constants, which are compiled into the code.
 */
public final class Declarations {
    /** Private methods that the JDK looks for by name. */
    private static final Set<String> FOUND_BY_NAME =
            Set.of("readObject", "writeObject", "readObjectNoData", "readResolve", "writeReplace");

    private Declarations() {}

    /**
     * What reflection sees another of in one class file than in the other, in words; empty if nothing.
     *
     * @param disregarded methods (name + descriptor) and fields (name + ":" + descriptor) that do not count
     * @param constants whether constants count that are not private
     */
    public static Optional<String> difference(
            ClassFile one, ClassFile other, Set<String> disregarded, boolean constants) {
        CodeDigests before = of(one, disregarded, constants);
        CodeDigests after = of(other, disregarded, constants);
        Set<String> members = new TreeSet<>(before.members().keySet());
        members.addAll(after.members().keySet());
        return members.stream()
                .filter(member -> !Objects.equals(
                        before.members().get(member), after.members().get(member)))
                .map(member -> "the declaration of " + member.replaceFirst("[(:].*", "") + " changed")
                .findFirst()
                .or(() ->
                        before.equals(after) ? Optional.empty() : Optional.of("the declaration of the class changed"));
    }

    /** Whether nobody but the class itself can tell that it has the method. */
    public static boolean isInner(MethodNode method) {
        return (method.access & Opcodes.ACC_PRIVATE) != 0
                && !method.name.startsWith("<")
                && !FOUND_BY_NAME.contains(method.name)
                && !isAnnotated(method);
    }

    static boolean isAnnotated(FieldNode field) {
        return !isEmpty(field.visibleAnnotations) || !isEmpty(field.visibleTypeAnnotations);
    }

    static boolean isAnnotated(MethodNode method) {
        return !isEmpty(method.visibleAnnotations)
                || !isEmpty(method.visibleTypeAnnotations)
                || method.visibleParameterAnnotations != null;
    }

    private static CodeDigests of(ClassFile file, Set<String> disregarded, boolean constants) {
        ClassNode node = new ClassNode();
        new ClassReader(file.bytes()).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        node.methods.removeIf(method -> isInner(method) || disregarded.contains(method.name + method.desc));
        // Constructors assign those of objects; nobody sees that they have a constant's value.
        node.fields.stream().filter(field -> !isStatic(field)).forEach(field -> field.value = null);
        node.fields.removeIf(
                field -> isInlined(field, constants) || disregarded.contains(field.name + ":" + field.desc));
        // Others are named here because they are its members, which it is asked for, or because code mentions them.
        node.innerClasses.removeIf(inner -> !inner.name.equals(file.name()));
        node.nestHostClass = null;
        node.nestMembers = null;
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        return CodeDigests.of(writer.toByteArray());
    }

    private static boolean isStatic(FieldNode field) {
        return (field.access & Opcodes.ACC_STATIC) != 0;
    }

    private static boolean isInlined(FieldNode field, boolean onlyPrivate) {
        return (!onlyPrivate || (field.access & Opcodes.ACC_PRIVATE) != 0)
                && field.value != null
                && isEmpty(field.visibleAnnotations);
    }

    private static boolean isEmpty(@Nullable List<?> annotations) {
        return annotations == null || annotations.isEmpty();
    }
}
