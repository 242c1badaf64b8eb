package dev.hmr.graph;

import org.objectweb.asm.Handle;

/** Positions of the static arguments of {@link java.lang.invoke.LambdaMetafactory}'s bootstrap methods. */
public final class LambdaArguments {
    /** Handle of the method that the lambda runs. */
    public static final int IMPLEMENTATION = 1;

    /** The interface method's type as it is instantiated here. */
    public static final int INSTANTIATED_TYPE = 2;

    private LambdaArguments() {}

    public static boolean isLambda(Handle bootstrap) {
        return bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory");
    }
}
