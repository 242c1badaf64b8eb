package dev.hmr.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * Tells the code that gives static fields their initial values from the rest of a static initializer: what compilers make
 * of <code>static Type name = expression;</code>, where the expression always runs and does not use the project's code, and so is worth now
 * what it was worth at the start.
 */
public final class InitialValues {
    private static final String INITIALIZER = "<clinit>";

    private final ClassNode node;
    private final MethodNode initializer;
    private final InitialExpression expression;

    private InitialValues(ClassNode node, MethodNode initializer, Predicate<String> ofProject) {
        this.node = node;
        this.initializer = initializer;
        this.expression = new InitialExpression(ofProject);
    }

    /**
     * Takes the initial values of some fields out of a class, whose initializer goes if nothing else is in it.
     *
     * @param fields static fields, as name + ":" + descriptor
     * @param ofProject whether a class (internal name) is one of the project's
     * @return by field, the code that leaves the value on the stack; none for a field that starts with zero or null. Empty if
     *     some of it cannot be told from the rest
     */
    public static Optional<Map<String, InsnList>> take(
            ClassNode node, Collection<String> fields, Predicate<String> ofProject) {
        for (MethodNode method : node.methods) {
            if (method.name.equals(INITIALIZER) && !fields.isEmpty()) {
                return new InitialValues(node, method, ofProject).take(Set.copyOf(fields));
            }
        }
        return Optional.of(Map.of());
    }

    /** Whether the static initializers of two versions differ in nothing but initial values of fields that only one has. */
    static boolean areAllThatDiffers(ClassFile one, ClassFile other, Predicate<String> ofProject) {
        Set<String> fields = new HashSet<>(one.staticVariables());
        fields.removeAll(other.staticVariables());
        other.staticVariables().stream()
                .filter(field -> !one.staticVariables().contains(field))
                .forEach(fields::add);
        if (fields.isEmpty()) {
            return false;
        }
        Optional<Long> left = rest(one, fields, ofProject);
        return left.isPresent() && left.equals(rest(other, fields, ofProject));
    }

    /** A digest of what else the initializer does; empty if that cannot be told. */
    private static Optional<Long> rest(ClassFile file, Set<String> fields, Predicate<String> ofProject) {
        ClassNode node = new ClassNode();
        new ClassReader(file.bytes()).accept(node, ClassReader.EXPAND_FRAMES);
        node.methods.removeIf(method -> !method.name.equals(INITIALIZER));
        if (take(node, fields, ofProject).isEmpty()) {
            return Optional.empty();
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return Optional.of(CodeDigests.of(writer.toByteArray()).members().getOrDefault(INITIALIZER + "()V", 0L));
    }

    private Optional<Map<String, InsnList>> take(Set<String> fields) {
        Map<String, List<AbstractInsnNode>> found = new LinkedHashMap<>();
        for (AbstractInsnNode instruction : initializer.instructions) {
            if (instruction instanceof FieldInsnNode field
                    && field.getOpcode() == Opcodes.PUTSTATIC
                    && field.owner.equals(node.name)
                    && fields.contains(field.name + ":" + field.desc)) {
                List<AbstractInsnNode> code = assignment(field);
                if (code == null || found.put(field.name + ":" + field.desc, code) != null || !alwaysRuns(code)) {
                    return Optional.empty();
                }
            }
        }
        Map<String, InsnList> taken = new LinkedHashMap<>();
        found.forEach((field, code) -> taken.put(field, move(code)));
        if (Stream.of(initializer.instructions.toArray()).allMatch(InitialValues::doesNothing)) {
            node.methods.remove(initializer);
        }
        return Optional.of(taken);
    }

    /** From the first instruction, which finds the stack empty, to the assignment itself; null if it is not told. */
    private @Nullable List<AbstractInsnNode> assignment(FieldInsnNode field) {
        List<AbstractInsnNode> code = new ArrayList<>(List.of(field));
        int missing = Type.getType(field.desc).getSize();
        for (AbstractInsnNode at = field.getPrevious(); missing != 0; at = at.getPrevious()) {
            if (at == null || at instanceof FrameNode) {
                return null;
            }
            if (at.getOpcode() < 0) {
                continue;
            }
            InitialExpression.Effect effect = expression.effect(at);
            if (effect == null || effect.pushed() > missing) {
                return null;
            }
            missing += effect.popped() - effect.pushed();
            code.add(0, at);
        }
        return code;
    }

    /** Whether no branch leads past the code, and none into it, and it is not under the eyes of an exception handler. */
    private boolean alwaysRuns(List<AbstractInsnNode> code) {
        int first = initializer.instructions.indexOf(code.get(0));
        int last = initializer.instructions.indexOf(code.get(code.size() - 1));
        for (AbstractInsnNode instruction : initializer.instructions) {
            int from = initializer.instructions.indexOf(instruction);
            if (from < first && (instruction.getOpcode() == Opcodes.ATHROW)) {
                return false;
            }
            for (LabelNode target : targets(instruction)) {
                int to = initializer.instructions.indexOf(target);
                if (Math.min(from, to) < last && Math.max(from, to) > first) {
                    return false;
                }
            }
        }
        return initializer.tryCatchBlocks.stream()
                .allMatch(guarded -> initializer.instructions.indexOf(guarded.start) > last);
    }

    private static List<LabelNode> targets(AbstractInsnNode instruction) {
        List<LabelNode> targets = new ArrayList<>();
        if (instruction instanceof JumpInsnNode jump) {
            targets.add(jump.label);
        } else if (instruction instanceof TableSwitchInsnNode table) {
            targets.add(table.dflt);
            targets.addAll(table.labels);
        } else if (instruction instanceof LookupSwitchInsnNode lookup) {
            targets.add(lookup.dflt);
            targets.addAll(lookup.labels);
        }
        return targets;
    }

    private InsnList move(List<AbstractInsnNode> assignment) {
        InsnList value = new InsnList();
        assignment.forEach(initializer.instructions::remove);
        assignment.subList(0, assignment.size() - 1).forEach(value::add);
        return value;
    }

    private static boolean doesNothing(AbstractInsnNode instruction) {
        return instruction.getOpcode() < 0 || instruction.getOpcode() == Opcodes.RETURN;
    }
}
