package dev.hmr.javalin;

import io.javalin.Javalin;
import java.io.Serializable;
import java.util.function.Supplier;

/**
 * A method of the user's that makes a Javalin and does not start it, as a method reference or lambda; the form that tests
 * use too. Serializable for the reason that {@link Routes} is.
 */
@FunctionalInterface
public interface JavalinFactory extends Supplier<Javalin>, Serializable {}
