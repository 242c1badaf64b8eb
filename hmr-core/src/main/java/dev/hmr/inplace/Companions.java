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
            return new Additions(type);
        }
    };

    /** What a dynamic call is named that reads a field; one that writes it has any other name. */
    static final String GET = "get";

    private Companions() {}

    static Additions of(Class<?> host) {
        return OF_CLASS.get(host);
    }

    /**
     * For code that calls an added method, or uses a private member of a class in another nest: links the call.
     *
     * @param host the name of the class that has it, as the caller knows it
     * @param key which of the methods added to the host, or of its private members
     */
    public static CallSite call(Lookup caller, String name, MethodType type, String host, String key)
            throws ReflectiveOperationException {
        Class<?> owner = Class.forName(host, false, caller.lookupClass().getClassLoader());
        MethodHandle target = PrivateMember.isKey(key)
                ? PrivateMember.ofKey(key).find(owner, caller)
                : of(owner).method(key, caller);
        return new ConstantCallSite(target.asType(type));
    }

    /**
     * For code that asks whether a detour leads around the body that it stands before: links the question.
     *
     * @param host the name of the class whose method it is, as the code knows it
     * @param key which of its methods
     */
    public static CallSite detoured(Lookup caller, String name, MethodType type, String host, String key)
            throws ClassNotFoundException {
        return junction(caller, host).guard(key);
    }

    /** For code that takes a detour: links the call of the body there. Parameters as above. */
    public static CallSite detour(Lookup caller, String name, MethodType type, String host, String key)
            throws ClassNotFoundException {
        return new ConstantCallSite(junction(caller, host).body(key).asType(type));
    }

    private static Junction junction(Lookup caller, String host) throws ClassNotFoundException {
        return Junction.of(Class.forName(host, false, caller.lookupClass().getClassLoader()));
    }

    /**
     * For code that uses an added static field: links the use.
     *
     * @param name whether it reads or writes
     * @param host the name of the class that it was added to, as the code knows it
     * @param key which of the fields added to the host
     */
    public static CallSite field(Lookup caller, String name, MethodType type, String host, String key)
            throws ClassNotFoundException, IllegalAccessException {
        Class<?> added = Class.forName(host, false, caller.lookupClass().getClassLoader());
        Cell cell = of(added).cell(key, caller);
        return new ConstantCallSite((name.equals(GET) ? cell.getter() : cell.setter()).asType(type));
    }

    /**
     * For code that refers to such a method: links a lambda or method reference.
     *
     * @param host as above
     * @param method the name of the interface's method
     * @param type takes what the lambda captures and returns the interface
     * @param erased the type of the interface's method
     */
    public static CallSite lambda(
            Lookup caller, String method, MethodType type, String host, String key, MethodType erased)
            throws IllegalAccessException, NoSuchMethodException {
        LambdaClass made = new LambdaClass(caller.lookupClass().getNestHost(), host, key, method, type, erased);
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
