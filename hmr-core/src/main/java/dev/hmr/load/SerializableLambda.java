package dev.hmr.load;

import dev.hmr.graph.LambdaArguments;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * Makes the objects of a serializable lambda that runs an {@linkplain HandleAdapters adapter}. The JDK's own would tell the
 * adapter to whoever has them written or asks for their {@link SerializedLambda}: libraries read the name of a method
 * reference there, and the method by which javac has a class read its lambdas knows only what the source refers to. To have
 * the classes share a run-time package instead would reload what a lambda has captured with the class that it stands in,
 * and a web application hands its entry, which is such a lambda, the objects that are to stay.
 */
public final class SerializableLambda {
    private static final Handle LINK = new Handle(
            Opcodes.H_INVOKESTATIC,
            Type.getInternalName(SerializableLambda.class),
            "link",
            MethodType.methodType(
                            CallSite.class,
                            MethodHandles.Lookup.class,
                            String.class,
                            MethodType.class,
                            int.class,
                            String.class,
                            String.class,
                            String.class,
                            String.class,
                            Object[].class)
                    .toMethodDescriptorString(),
            false);

    private final MethodHandle plain;
    private final MethodHandle constructor;
    private final Written written;

    private SerializableLambda(MethodHandle plain, MethodHandle constructor, Written written) {
        this.plain = plain;
        this.constructor = constructor;
        this.written = written;
    }

    /** Has a lambda, which has been pointed to an adapter, tell what the source refers to. */
    static void replace(InvokeDynamicInsnNode lambda, String declaring, Handle target, Type instantiated) {
        List<Object> arguments = new ArrayList<>(
                List.of(target.getTag(), declaring, target.getName(), target.getDesc(), instantiated.getDescriptor()));
        arguments.addAll(List.of(lambda.bsmArgs));
        lambda.bsm = LINK;
        lambda.bsmArgs = arguments.toArray();
    }

    /**
     * For reloaded code: links a dynamic call that makes such objects.
     *
     * @param kind of the method handle that the source refers to, and so on: what the objects are to tell
     * @param arguments those of {@link LambdaMetafactory#altMetafactory}
     */
    public static CallSite link(
            MethodHandles.Lookup caller,
            String method,
            MethodType factory,
            int kind,
            String owner,
            String name,
            String descriptor,
            String instantiated,
            Object... arguments)
            throws Throwable {
        Object[] others = arguments.clone();
        others[LambdaArguments.FLAGS] = (int) others[LambdaArguments.FLAGS] & ~LambdaMetafactory.FLAG_SERIALIZABLE;
        MethodHandle plain = LambdaMetafactory.altMetafactory(caller, method, factory, others)
                .getTarget();
        Class<?> implemented = factory.returnType();
        MethodType erased = (MethodType) arguments[0];
        SerializableLambdaClass made =
                new SerializableLambdaClass(caller.lookupClass().getNestHost(), implemented, method, erased, arguments);
        MethodHandles.Lookup spun = caller.defineHiddenClass(made.bytes(), true, ClassOption.NESTMATE);
        MethodHandle constructor = spun.findConstructor(
                spun.lookupClass(), MethodType.methodType(void.class, implemented, SerializedLambda.class));
        Written written = captured -> new SerializedLambda(
                caller.lookupClass(),
                Type.getInternalName(implemented),
                method,
                erased.toMethodDescriptorString(),
                kind,
                owner,
                name,
                descriptor,
                instantiated,
                captured);
        SerializableLambda lambda = new SerializableLambda(
                plain.asSpreader(Object[].class, factory.parameterCount()), constructor, written);
        if (factory.parameterCount() == 0) {
            // One object for all, as the JDK has it.
            return new ConstantCallSite(MethodHandles.constant(implemented, lambda.make()));
        }
        MethodHandle make = MethodHandles.lookup()
                .bind(lambda, "make", MethodType.methodType(Object.class, Object[].class))
                .asCollector(Object[].class, factory.parameterCount());
        return new ConstantCallSite(make.asType(factory));
    }

    private Object make(Object... captured) throws Throwable {
        return constructor.invoke(plain.invoke(captured), written.with(captured));
    }

    /** What is written instead of an object, and read by whoever wants to know what it refers to. */
    private interface Written {
        SerializedLambda with(Object[] captured);
    }
}
