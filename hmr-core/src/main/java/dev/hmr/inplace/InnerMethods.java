package dev.hmr.inplace;

import dev.hmr.graph.ClassFile;
import dev.hmr.graph.Declarations;
import dev.hmr.graph.InPlaceRule.Fit;
import dev.hmr.graph.InPlaceRule.Fits;
import dev.hmr.graph.InPlaceRule.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Gives the next version of a class the same methods and fields as the running one, which is what the JVM asks for: what is no
 * longer there stays, unused.
 */
final class InnerMethods {
    private final ClassFile running;
    private final ClassFile next;

    InnerMethods(ClassFile running, ClassFile next) {
        this.running = running;
        this.next = next;
    }

    Fit fit() {
        ClassNode old = read(running);
        ClassNode now = read(next);
        Optional<String> added = added(old, now);
        if (added.isPresent()) {
            return new Refused(added.get());
        }
        boolean changed = false;
        for (MethodNode method : without(old.methods, now.methods)) {
            now.methods.add(method);
            changed = true;
        }
        changed |= takeFields(old, now);
        if (!changed) {
            return new Fits(next);
        }
        ClassWriter writer = new ClassWriter(0);
        now.accept(writer);
        return new Fits(ClassFile.read(writer.toByteArray()));
    }

    /** All that differ are private constants, which nobody reads. */
    private static boolean takeFields(ClassNode old, ClassNode now) {
        List<String> before = old.fields.stream().map(InnerMethods::describe).toList();
        List<String> after = now.fields.stream().map(InnerMethods::describe).toList();
        if (before.equals(after)) {
            return false;
        }
        now.fields = new ArrayList<>(old.fields);
        return true;
    }

    private static String describe(FieldNode field) {
        return field.access + " " + field.name + " " + field.desc + " " + field.value;
    }

    private static Optional<String> added(ClassNode old, ClassNode now) {
        return without(now.methods, old.methods).stream()
                .filter(Declarations::isInner)
                .map(method -> method.name + " is new")
                .findFirst();
    }

    private static List<MethodNode> without(List<MethodNode> methods, List<MethodNode> others) {
        Set<String> known = new HashSet<>();
        others.forEach(method -> known.add(method.access + method.name + method.desc));
        return methods.stream()
                .filter(method -> !known.contains(method.access + method.name + method.desc))
                .toList();
    }

    private static ClassNode read(ClassFile file) {
        ClassNode node = new ClassNode();
        new ClassReader(file.bytes()).accept(node, 0);
        return node;
    }
}
