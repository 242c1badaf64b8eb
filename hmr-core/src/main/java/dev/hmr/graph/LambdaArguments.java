package dev.hmr.graph;

import java.lang.invoke.LambdaMetafactory;
import org.objectweb.asm.Handle;

/** Positions of the static arguments of {@link LambdaMetafactory}'s bootstrap methods. */
public final class LambdaArguments {
    /** Handle of the method that the lambda runs. */
    public static final int IMPLEMENTATION = 1;

    /** The interface method's type as it is instantiated here. */
    public static final int INSTANTIATED_TYPE = 2;

    /** What else is asked of the alternative metafactory. Whatever it is given after that says more of it. */
    public static final int FLAGS = 3;

    private LambdaArguments() {}

    public static boolean isLambda(Handle bootstrap) {
        return bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory");
    }

    /** Whether the objects of a lambda are serializable, given the static arguments of the bootstrap method. */
    public static boolean isSerializable(Handle bootstrap, Object... arguments) {
        return isLambda(bootstrap)
                && bootstrap.getName().equals("altMetafactory")
                && ((int) arguments[FLAGS] & LambdaMetafactory.FLAG_SERIALIZABLE) != 0;
    }
}
