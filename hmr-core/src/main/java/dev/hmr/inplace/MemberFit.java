package dev.hmr.inplace;

import dev.hmr.graph.ClassFile;
import dev.hmr.graph.InPlaceRule.Fit;
import dev.hmr.graph.InPlaceRule.Fits;
import dev.hmr.graph.InPlaceRule.Refused;
import dev.hmr.graph.InitialValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Gives the next version of a class the same methods and fields as the running one, which is what the JVM asks for. What is
 * no longer there stays, unused; methods and static fields that are new go into a companion.
 */
final class MemberFit {
    private final ClassFile next;
    private final ClassNode old;
    private final ClassNode now;
    private final List<MethodNode> added = new ArrayList<>();
    private final List<FieldNode> addedFields;
    private final boolean areValuesTold;
    private @Nullable Companion companion;

    /** @param ofProject whether a class (internal name) is one of the project's */
    MemberFit(ClassFile running, ClassFile next, Predicate<String> ofProject) {
        this.next = next;
        this.old = read(running);
        this.now = read(next);
        Set<String> known = old.fields.stream().map(MemberFit::key).collect(Collectors.toSet());
        this.addedFields = now.fields.stream()
                .filter(field -> (field.access & Opcodes.ACC_STATIC) != 0 && field.value == null)
                .filter(field -> !known.contains(key(field)))
                .toList();
        this.areValuesTold = takeInitialValues(ofProject);
        Map<String, MethodNode> before = byName(old);
        now.methods.stream()
                .filter(method -> !before.containsKey(method.name + method.desc))
                .forEach(added::add);
    }

    /** What computes the first values of added fields leaves the initializer and becomes methods, added ones as well. */
    private boolean takeInitialValues(Predicate<String> ofProject) {
        List<String> keys = addedFields.stream().map(MemberFit::key).toList();
        Optional<Map<String, InsnList>> values = InitialValues.take(now, keys, ofProject);
        for (FieldNode field : addedFields) {
            InsnList value = values.isEmpty() ? null : values.get().get(key(field));
            if (value != null) {
                value.add(new InsnNode(Type.getType(field.desc).getOpcode(Opcodes.IRETURN)));
                String name = new AddedField(field.name, field.desc).initialValue();
                MethodNode method =
                        new MethodNode(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, name, "()" + field.desc, null, null);
                method.instructions = value;
                added.add(method);
            }
        }
        return values.isPresent();
    }

    /** The next version as it was compiled, but for the {@linkplain #addedFields first values} of added fields. */
    ClassNode next() {
        return now;
    }

    /** The methods that are not in the running class. */
    List<MethodNode> added() {
        return added;
    }

    /** The static fields that are not in the running class; constants do not count. */
    List<FieldNode> addedFields() {
        return addedFields;
    }

    /** Whether the class has a static initializer only for their sake. */
    boolean isInitializedForThem() {
        return next.methodAccess("<clinit>", "()V") != null && !byName(now).containsKey("<clinit>()V");
    }

    /** What the fitted class needs beside it, if anything. */
    Optional<Companion> companion() {
        return Optional.ofNullable(companion);
    }

    Fit fit() {
        if (!areValuesTold) {
            return new Refused(addedFields.get(0).name + " is new, and starts with more than a plain value");
        }
        Map<String, MethodNode> before = byName(old);
        Map<String, MethodNode> after = byName(now);
        for (MethodNode method : now.methods) {
            MethodNode known = before.get(method.name + method.desc);
            if (known != null && known.access != method.access) {
                return new Refused("the declaration of " + method.name + " changed");
            }
        }
        boolean changed = false;
        if (!added.isEmpty() || !addedFields.isEmpty()) {
            AddedMethods methods = new AddedMethods(now, added);
            Optional<String> obstacle = methods.obstacle();
            if (obstacle.isPresent()) {
                return new Refused(obstacle.get());
            }
            companion = methods.move(addedFields.stream()
                    .map(field -> new AddedField(field.name, field.desc))
                    .collect(Collectors.toSet()));
            changed = true;
        }
        changed |= takeFields(old, now);
        changed |= takeNest(old, now);
        for (MethodNode method : old.methods) {
            if (!after.containsKey(method.name + method.desc)) {
                now.methods.add(method);
                changed = true;
            }
        }
        if (!changed) {
            return new Fits(next);
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        now.accept(writer);
        return new Fits(ClassFile.read(writer.toByteArray()));
    }

    /** All that differ are constants, which nobody reads, and added ones, which code finds elsewhere. */
    private static boolean takeFields(ClassNode old, ClassNode now) {
        List<String> before = old.fields.stream().map(MemberFit::describe).toList();
        List<String> after = now.fields.stream().map(MemberFit::describe).toList();
        if (before.equals(after)) {
            return false;
        }
        now.fields = new ArrayList<>(old.fields);
        return true;
    }

    /** A class that is new stays out of the nest, and one that is gone in it. */
    private static boolean takeNest(ClassNode old, ClassNode now) {
        boolean changed = !Objects.equals(old.nestHostClass, now.nestHostClass)
                || !Objects.equals(old.nestMembers, now.nestMembers);
        now.nestHostClass = old.nestHostClass;
        now.nestMembers = old.nestMembers;
        return changed;
    }

    private static String key(FieldNode field) {
        return field.name + ":" + field.desc;
    }

    private static String describe(FieldNode field) {
        return field.access + " " + field.name + " " + field.desc + " " + field.value;
    }

    private static Map<String, MethodNode> byName(ClassNode node) {
        Map<String, MethodNode> methods = new HashMap<>();
        node.methods.forEach(method -> methods.put(method.name + method.desc, method));
        return methods;
    }

    private static ClassNode read(ClassFile file) {
        ClassNode node = new ClassNode();
        new ClassReader(file.bytes()).accept(node, ClassReader.EXPAND_FRAMES);
        return node;
    }
}
