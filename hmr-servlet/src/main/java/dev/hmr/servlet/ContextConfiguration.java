package dev.hmr.servlet;

import java.io.Serializable;

/**
 * The user's method that registers servlets, filters, listeners and whatever else a servlet context takes, as a method
 * reference or lambda. Serializable so that HMR can see which method it stands for; nothing is ever written, and what a
 * lambda captures need not be serializable.
 *
 * @param <C> the container's own kind of context
 */
@FunctionalInterface
public interface ContextConfiguration<C> extends Serializable {
    void configure(C context) throws Exception;
}
