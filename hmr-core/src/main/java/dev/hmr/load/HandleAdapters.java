package dev.hmr.load;

import dev.hmr.graph.LambdaArguments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Static methods that stand in for what a method handle names, with types out of reach erased from the descriptor. They
 * are written as if everything were in reach and left to {@link AccessRewriter} like any other method.
 */
public final class HandleAdapters {
    private final ClassNode owner;
    private final UnaryOperator<Type> erasure;
    private final Map<Handle, Handle> adapters = new HashMap<>();
    private final List<MethodNode> made = new ArrayList<>();

    /** Adapters for a class that the caller adds them to. */
    public HandleAdapters(ClassNode owner, UnaryOperator<Type> erasure) {
        this.owner = owner;
        this.erasure = erasure;
    }

    /** All that were asked for so far. */
    public List<MethodNode> made() {
        return made;
    }

    /** The adapter that stands in for a target. */
    public Handle adapterFor(Handle target) {
        return adapters.computeIfAbsent(target, this::make);
    }

    /**
     * Points a lambda to another implementation. What it captures, such as the receiver of a bound method reference, must be of just the
     * type that a static method takes there; on the stack may be a subtype.
     */
    public static void implement(InvokeDynamicInsnNode lambda, Handle implementation) {
        lambda.bsmArgs[LambdaArguments.IMPLEMENTATION] = implementation;
        int captured = Type.getArgumentTypes(lambda.desc).length;
        Type[] taken = parameters(implementation).subList(0, captured).toArray(Type[]::new);
        lambda.desc = Type.getMethodDescriptor(Type.getReturnType(lambda.desc), taken);
    }

    /** What a handle takes: the receiver, if it has one, and the parameters. */
    static List<Type> parameters(Handle target) {
        List<Type> parameters = new ArrayList<>();
        int tag = target.getTag();
        if (tag != Opcodes.H_INVOKESTATIC && tag != Opcodes.H_NEWINVOKESPECIAL) {
            parameters.add(Type.getObjectType(target.getOwner()));
        }
        parameters.addAll(List.of(Type.getArgumentTypes(target.getDesc())));
        return parameters;
    }

    private Handle make(Handle target) {
        List<Type> parameters = parameters(target);
        boolean constructs = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        Type result = constructs ? Type.getObjectType(target.getOwner()) : Type.getReturnType(target.getDesc());
        Type[] taken = parameters.stream().map(erasure).toArray(Type[]::new);
        MethodNode adapter = new MethodNode(
                Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                nameFor(target),
                Type.getMethodDescriptor(erasure.apply(result), taken),
                null,
                null);
        if (constructs) {
            adapter.visitTypeInsn(Opcodes.NEW, target.getOwner());
            adapter.visitInsn(Opcodes.DUP);
        }
        int slot = 0;
        for (Type parameter : parameters) {
            adapter.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), slot);
            slot += parameter.getSize();
            if (!erasure.apply(parameter).equals(parameter)) {
                adapter.visitTypeInsn(Opcodes.CHECKCAST, parameter.getInternalName());
            }
        }
        adapter.visitMethodInsn(
                opcode(target.getTag()), target.getOwner(), target.getName(), target.getDesc(), target.isInterface());
        adapter.visitInsn(result.getOpcode(Opcodes.IRETURN));
        adapter.visitMaxs(0, 0);
        made.add(adapter);
        boolean inInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
        return new Handle(Opcodes.H_INVOKESTATIC, owner.name, adapter.name, adapter.desc, inInterface);
    }

    /** Tells the target: when the class is redefined, an adapter must go on leading where it did. */
    private static String nameFor(Handle target) {
        String place = target.getTag() + target.getOwner() + "." + target.getName() + target.getDesc();
        return "hmr$adapter$" + Integer.toHexString(target.getOwner().hashCode()) + "$"
                + Integer.toHexString(place.hashCode());
    }

    private static int opcode(int handleTag) {
        return switch (handleTag) {
            case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
            case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_INVOKESPECIAL, Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            default -> throw new IllegalArgumentException("No lambda is implemented by a handle of kind " + handleTag);
        };
    }
}
