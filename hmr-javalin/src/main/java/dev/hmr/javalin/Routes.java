package dev.hmr.javalin;

import io.javalin.config.JavalinConfig;
import java.io.Serializable;
import java.util.function.Consumer;

/**
 * The user's configuration method, as a method reference or lambda. Serializable so that HMR can see which method it
 * stands for; nothing is ever written, and what a lambda captures need not be serializable.
 */
@FunctionalInterface
public interface Routes extends Consumer<JavalinConfig>, Serializable {}
