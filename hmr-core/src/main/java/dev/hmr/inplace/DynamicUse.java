package dev.hmr.inplace;

import java.util.Arrays;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Puts dynamic calls of {@link Companions} in place of instructions that name a member. */
final class DynamicUse {
    private DynamicUse() {}

    /** A method of {@link Companions} that links a dynamic call by the binary name of the host and a key. */
    static Handle bootstrap(String name) {
        return new Handle(
                Opcodes.H_INVOKESTATIC,
                Type.getInternalName(Companions.class),
                name,
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                        + "Ljava/lang/String;Ljava/lang/String;)Ljava/lang/invoke/CallSite;",
                false);
    }

    /**
     * Has the instruction do the same by a dynamic call.
     *
     * @param descriptor what it takes from the stack and leaves there
     * @param bootstrap takes the binary name of the host and the key
     * @param host the class (internal name) that has the member
     */
    static void replace(
            MethodNode method,
            AbstractInsnNode instruction,
            String name,
            String descriptor,
            Handle bootstrap,
            String host,
            String key) {
        Type result = Type.getReturnType(descriptor);
        if (!result.equals(erased(result))) {
            method.instructions.insert(instruction, new TypeInsnNode(Opcodes.CHECKCAST, result.getInternalName()));
        }
        method.instructions.set(
                instruction,
                new InvokeDynamicInsnNode(name, erased(descriptor), bootstrap, host.replace('/', '.'), key));
    }

    /** Has a lambda or method reference make an object that calls the member. */
    static void replace(InvokeDynamicInsnNode lambda, String host, String key) {
        lambda.bsmArgs = new Object[] {host.replace('/', '.'), key, lambda.bsmArgs[0]};
        lambda.bsm = LambdaClass.LAMBDA;
    }

    /** References are passed as plain objects: a dynamic call may not name a type that is out of reach. */
    static String erased(String descriptor) {
        Type[] taken = Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(DynamicUse::erased)
                .toArray(Type[]::new);
        return Type.getMethodDescriptor(erased(Type.getReturnType(descriptor)), taken);
    }

    static Type erased(Type type) {
        return type.getSort() >= Type.ARRAY ? Type.getObjectType("java/lang/Object") : type;
    }
}
