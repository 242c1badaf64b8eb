package dev.hmr.servlet;

import dev.hmr.HmrOptions;
import jakarta.servlet.ServletContext;

/** How the adapter of a container takes over a web application that the container is about to start. */
public interface DeploymentTakeover {
    /**
     * Begins, if the application is to be reloaded.
     *
     * @param application its loader
     * @return false if it is not: its sources are not at hand; the application is as it was then
     * @throws dev.hmr.HmrException if it was to be, and cannot
     */
    boolean begin(ServletContext context, ClassLoader application, HmrOptions options);
}
