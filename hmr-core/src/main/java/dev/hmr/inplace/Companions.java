package dev.hmr.inplace;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.lang.invoke.MethodType;

/**
 * Where redefined code finds what was added to its class: the bootstrap methods of its <code>invokedynamic</code>
 * instructions. Called by the JVM on the threads that run the code.
 */
public final class Companions {
    /** A class holds its own additions, and so nothing here keeps a replaced class alive. */
    private static final ClassValue<Additions> OF_CLASS = new ClassValue<>() {
        @Override
        protected Additions computeValue(Class<?> type) {
            return new Additions();
        }
    };

    private Companions() {}

    static Additions of(Class<?> host) {
        return OF_CLASS.get(host);
    }

    /**
     * For redefined code: links a call of an added method.
     *
     * @param key which of the methods added to the host
     */
    public static CallSite call(Lookup caller, String name, MethodType type, Class<?> host, String key) {
        return new ConstantCallSite(of(host).method(key, caller).asType(type));
    }

    /**
     * For redefined code: links a lambda or method reference to an added method.
     *
     * @param method the name of the interface's method
     * @param type takes what the lambda captures and returns the interface
     * @param erased the type of the interface's method
     */
    public static CallSite lambda(
            Lookup caller, String method, MethodType type, Class<?> host, String key, MethodType erased)
            throws IllegalAccessException, NoSuchMethodException {
        LambdaClass made = new LambdaClass(host, key, method, type, erased);
        Lookup lambda = caller.defineHiddenClass(made.bytes(), false, ClassOption.NESTMATE);
        MethodHandle constructor =
                lambda.findConstructor(lambda.lookupClass(), MethodType.methodType(void.class, made.captured()));
        if (type.parameterCount() > 0) {
            return new ConstantCallSite(constructor.asType(type));
        }
        try {
            Object only = constructor.invoke();
            return new ConstantCallSite(MethodHandles.constant(type.returnType(), only));
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("A constructor without code failed", e);
        }
    }
}
