package dev.hmr.servlet;

/**
 * A container of its own, which has deployed the application. Called by the container's threads and by the session thread.
 *
 * @param <C> the container's own kind of context
 */
public interface DeployingContainer<C> extends ContextContainer<C> {
    /** Ends all later generations: the first context is as the container made it, for the container to stop. */
    void removeLaterOnes();
}
