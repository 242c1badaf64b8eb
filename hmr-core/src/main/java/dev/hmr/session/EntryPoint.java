package dev.hmr.session;

import dev.hmr.HmrException;
import dev.hmr.graph.Member;
import dev.hmr.graph.Names;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user's {@code routes} method or lambda, in a form that can be found again in a reloaded class. A serializable lambda
 * tells which method it runs and what it has captured; the captured objects need not be serializable themselves, for
 * nothing is ever written. Immutable and thread-safe.
 */
public final class EntryPoint {
    private final SerializedLambda lambda;

    private EntryPoint(SerializedLambda lambda) {
        this.lambda = lambda;
    }

    /**
     * Reads where a lambda or method reference leads.
     *
     * @throws HmrException if the object is not a lambda or method reference, or its module keeps it closed
     */
    public static EntryPoint of(Serializable entry) {
        try {
            Method replace = entry.getClass().getDeclaredMethod("writeReplace");
            replace.setAccessible(true);
            if (replace.invoke(entry) instanceof SerializedLambda lambda) {
                return new EntryPoint(lambda);
            }
        } catch (NoSuchMethodException e) {
            throw notALambda(entry, e);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new HmrException(
                    "Cannot see which method " + entry.getClass().getName() + " stands for."
                            + " If it is in a named module, open its package to all (opens in module-info.java).",
                    e);
        }
        throw notALambda(entry, null);
    }

    private static HmrException notALambda(Serializable entry, @Nullable Throwable cause) {
        return new HmrException(
                entry.getClass().getName()
                        + " is an object, and code in an object cannot be found again after a reload."
                        + " Pass a method reference or a lambda: HmrServer.start(App::routes).",
                cause);
    }

    /** The class (internal name) whose method is run. */
    public String className() {
        return lambda.getImplClass();
    }

    /** The class that holds the lambda expression. */
    public String capturingClassName() {
        return lambda.getCapturingClass();
    }

    public String methodName() {
        return lambda.getImplMethodName();
    }

    public String methodDescriptor() {
        return lambda.getImplMethodSignature();
    }

    /** The method that is run. */
    Member method() {
        return new Member(className(), methodName(), methodDescriptor());
    }

    /** What came of looking for the entry in other class loaders. */
    public sealed interface Found {}

    /** The entry as the new classes have it, bound to what was captured; takes the remaining arguments. */
    public record Bound(MethodHandle handle) implements Found {}

    /** The entry no longer fits what was captured when the application started; a sentence says why. */
    public record Lost(String reason) implements Found {}

    /** Finds the entry in the version of its class that a loader gives. */
    public Found in(ClassLoader loader) {
        try {
            Class<?> type = Class.forName(Names.binary(className()), true, loader);
            MethodHandle handle = find(type);
            List<Object> captured = captured();
            for (int i = 0; i < captured.size(); i++) {
                Class<?> wanted = handle.type().parameterType(i);
                Object value = captured.get(i);
                if (value != null && !wanted.isPrimitive() && !wanted.isInstance(value)) {
                    return new Lost(value.getClass().getName()
                            + " was reloaded, but the object that main made of it cannot be handed to the new code."
                            + " Ways out: make it inside the routes method; keep it with"
                            + " Hmr.keep(\"…\", …) there; or move what is edited often into a class of its own.");
                }
            }
            return new Bound(MethodHandles.insertArguments(handle, 0, captured.toArray()));
        } catch (NoSuchMethodException e) {
            return new Lost("the code that starts the server changed (in " + Names.binary(lambda.getCapturingClass())
                    + "), and it ran once, at the start");
        } catch (ClassNotFoundException e) {
            return new Lost(Names.binary(className()) + ", which holds the routes, is gone");
        } catch (IllegalAccessException e) {
            throw new HmrException("Cannot call " + methodName() + " of " + Names.binary(className()), e);
        }
    }

    private MethodHandle find(Class<?> type) throws NoSuchMethodException, IllegalAccessException {
        MethodType wanted;
        try {
            wanted = MethodType.fromMethodDescriptorString(methodDescriptor(), type.getClassLoader());
        } catch (TypeNotPresentException e) {
            throw (NoSuchMethodException) new NoSuchMethodException(methodName()).initCause(e);
        }
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        return switch (lambda.getImplMethodKind()) {
            case MethodHandleInfo.REF_newInvokeSpecial -> lookup.findConstructor(type, wanted);
            case MethodHandleInfo.REF_invokeStatic -> lookup.findStatic(type, methodName(), wanted);
            default -> lookup.findVirtual(type, methodName(), wanted);
        };
    }

    private List<Object> captured() {
        List<Object> captured = new ArrayList<>();
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            captured.add(lambda.getCapturedArg(i));
        }
        return captured;
    }
}
