package dev.hmr.inplace;

import dev.hmr.graph.ClassFile;
import dev.hmr.graph.InPlaceRule.Fit;
import dev.hmr.graph.InPlaceRule.Fits;
import dev.hmr.graph.InPlaceRule.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Gives the next version of a class the same methods and fields as the running one, which is what the JVM asks for. What is
 * no longer there stays, unused; what is new goes into a companion.
 */
final class MemberFit {
    private final ClassFile next;
    private final ClassNode old;
    private final ClassNode now;
    private final List<MethodNode> added = new ArrayList<>();
    private @Nullable Companion companion;

    MemberFit(ClassFile running, ClassFile next) {
        this.next = next;
        this.old = read(running);
        this.now = read(next);
        Map<String, MethodNode> before = byName(old);
        now.methods.stream()
                .filter(method -> !before.containsKey(method.name + method.desc))
                .forEach(added::add);
    }

    /** The next version as it was compiled. */
    ClassNode next() {
        return now;
    }

    /** The methods that are not in the running class. */
    List<MethodNode> added() {
        return added;
    }

    /** What the fitted class needs beside it, if anything. */
    Optional<Companion> companion() {
        return Optional.ofNullable(companion);
    }

    Fit fit() {
        Map<String, MethodNode> before = byName(old);
        Map<String, MethodNode> after = byName(now);
        for (MethodNode method : now.methods) {
            MethodNode known = before.get(method.name + method.desc);
            if (known != null && known.access != method.access) {
                return new Refused("the declaration of " + method.name + " changed");
            }
        }
        boolean changed = takeFields(old, now);
        if (!added.isEmpty()) {
            AddedMethods methods = new AddedMethods(now, added);
            Optional<String> obstacle = methods.obstacle();
            if (obstacle.isPresent()) {
                return new Refused(obstacle.get());
            }
            companion = methods.move();
            changed = true;
        }
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

    /** All that differ are constants, which nobody reads. */
    private static boolean takeFields(ClassNode old, ClassNode now) {
        List<String> before = old.fields.stream().map(MemberFit::describe).toList();
        List<String> after = now.fields.stream().map(MemberFit::describe).toList();
        if (before.equals(after)) {
            return false;
        }
        now.fields = new ArrayList<>(old.fields);
        return true;
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
