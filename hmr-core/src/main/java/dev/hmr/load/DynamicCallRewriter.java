package dev.hmr.load;

import dev.hmr.graph.LambdaArguments;
import dev.hmr.graph.Member;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Takes types that are out of reach out of <code>invokedynamic</code> instructions. Other than for a plain call, the JVM
 * checks the access to every type in the descriptors of a dynamic call and of the method handles it is given (JVMS
 * 5.4.3.5). String concatenation and <code>switch</code> take {@link Object} as well. A lambda or method reference is
 * pointed to an {@linkplain HandleAdapters adapter} whose descriptor is erased, and which casts back;
 * a {@linkplain SerializableLambda serializable} one does not tell.
 */
final class DynamicCallRewriter {
    private static final Type OBJECT = Type.getObjectType("java/lang/Object");

    private final ClassNode owner;
    private final Accessibility accessibility;
    private final HandleAdapters adapters;

    DynamicCallRewriter(ClassNode owner, Accessibility accessibility) {
        this.owner = owner;
        this.accessibility = accessibility;
        this.adapters = new HandleAdapters(owner, this::erase);
    }

    /** Rewrites every method, and adds to the class the adapters that this needs. Returns whether anything changed. */
    boolean rewrite() {
        boolean changed = false;
        for (MethodNode method : owner.methods) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof InvokeDynamicInsnNode call) {
                    changed |= rewrite(call);
                }
            }
        }
        owner.methods.addAll(adapters.made());
        return changed;
    }

    private boolean rewrite(InvokeDynamicInsnNode call) {
        boolean changed = false;
        if (LambdaArguments.isLambda(call.bsm)) {
            changed = rewriteLambda(call);
        }
        Type[] arguments = Type.getArgumentTypes(call.desc);
        if (Arrays.stream(arguments).anyMatch(this::isHidden)) {
            Type[] erased = Arrays.stream(arguments).map(this::erase).toArray(Type[]::new);
            call.desc = Type.getMethodDescriptor(Type.getReturnType(call.desc), erased);
            changed = true;
        }
        return changed;
    }

    private boolean rewriteLambda(InvokeDynamicInsnNode call) {
        Handle target = (Handle) call.bsmArgs[LambdaArguments.IMPLEMENTATION];
        Handle reached = needsAdapter(target) ? adapters.adapterFor(target) : target;
        Type instantiated = (Type) call.bsmArgs[LambdaArguments.INSTANTIATED_TYPE];
        Type reachable = withoutHidden(instantiated, reached);
        boolean captures = Arrays.stream(Type.getArgumentTypes(call.desc)).anyMatch(this::isHidden);
        if (reached.equals(target) && reachable.equals(instantiated) && !captures) {
            return false;
        }
        HandleAdapters.implement(call, reached);
        call.bsmArgs[LambdaArguments.INSTANTIATED_TYPE] = reachable;
        if (LambdaArguments.isSerializable(call.bsm, call.bsmArgs)) {
            SerializableLambda.replace(call, accessibility.declaring(member(target)), target, instantiated);
        }
        return true;
    }

    private boolean needsAdapter(Handle target) {
        Type type = Type.getMethodType(target.getDesc());
        return accessibility.isHiddenType(target.getOwner())
                || accessibility.homeOf(member(target)) != null
                || isHidden(type.getReturnType())
                || Arrays.stream(type.getArgumentTypes()).anyMatch(this::isHidden);
    }

    private static Member member(Handle target) {
        return new Member(target.getOwner(), target.getName(), target.getDesc());
    }

    /** A hidden parameter becomes what the implementation takes there, for the one must be assignable to the other. */
    private Type withoutHidden(Type instantiated, Handle target) {
        List<Type> taken = HandleAdapters.parameters(target);
        Type[] arguments = instantiated.getArgumentTypes();
        int captured = taken.size() - arguments.length;
        for (int i = 0; i < arguments.length; i++) {
            if (isHidden(arguments[i])) {
                arguments[i] = taken.get(captured + i);
            }
        }
        return Type.getMethodType(erase(instantiated.getReturnType()), arguments);
    }

    private boolean isHidden(Type type) {
        return type.getSort() >= Type.ARRAY && accessibility.isHiddenType(type.getInternalName());
    }

    private Type erase(Type type) {
        return isHidden(type) ? OBJECT : type;
    }
}
