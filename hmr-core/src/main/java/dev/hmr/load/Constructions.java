package dev.hmr.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Which <code>new</code> instruction each constructor call of a method completes. Compilers nest them like parentheses; a
 * constructor call without a <code>new</code> is <code>super(…)</code> or <code>this(…)</code>.
 */
public final class Constructions {
    private final MethodNode method;
    private final IdentityHashMap<MethodInsnNode, TypeInsnNode> newOf = new IdentityHashMap<>();

    public Constructions(MethodNode method) {
        this.method = method;
        Deque<TypeInsnNode> open = new ArrayDeque<>();
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.NEW) {
                open.push((TypeInsnNode) instruction);
            } else if (instruction instanceof MethodInsnNode call && call.name.equals("<init>") && !open.isEmpty()) {
                newOf.put(call, open.pop());
            }
        }
    }

    public boolean isOfNew(MethodInsnNode constructorCall) {
        return newOf.containsKey(constructorCall);
    }

    /** Whether the new object is used, and not just made for its constructor's effect. */
    public boolean isUsed(MethodInsnNode constructorCall) {
        return next(creation(constructorCall)).getOpcode() == Opcodes.DUP;
    }

    /** Takes <code>new</code> and <code>dup</code> away, and the uninitialised object out of the stack maps between. */
    public void drop(MethodInsnNode constructorCall) {
        TypeInsnNode creation = creation(constructorCall);
        Set<LabelNode> labels = new HashSet<>();
        for (AbstractInsnNode before = creation.getPrevious();
                before != null && before.getOpcode() < 0;
                before = before.getPrevious()) {
            if (before instanceof LabelNode label) {
                labels.add(label);
            }
        }
        for (AbstractInsnNode at = creation; at != constructorCall; at = at.getNext()) {
            if (at instanceof FrameNode frame && frame.stack != null) {
                frame.stack.removeIf(labels::contains);
            }
        }
        if (isUsed(constructorCall)) {
            method.instructions.remove(next(creation));
        }
        method.instructions.remove(creation);
    }

    private TypeInsnNode creation(MethodInsnNode constructorCall) {
        return Objects.requireNonNull(newOf.get(constructorCall), "not a constructor call of a new");
    }

    private static AbstractInsnNode next(AbstractInsnNode instruction) {
        AbstractInsnNode next = instruction.getNext();
        while (next.getOpcode() < 0) {
            next = next.getNext();
        }
        return next;
    }
}
