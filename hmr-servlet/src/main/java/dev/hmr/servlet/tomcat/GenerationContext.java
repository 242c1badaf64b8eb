package dev.hmr.servlet.tomcat;

import dev.hmr.servlet.ContextAttributes;
import jakarta.servlet.ServletContext;
import org.apache.catalina.core.StandardContext;
import org.apache.juli.logging.Log;
import org.jspecify.annotations.Nullable;

/** The context of one generation, which has its attributes in common with all others. As thread-safe as Tomcat's. */
class GenerationContext extends StandardContext {
    private final ContextAttributes attributes;
    private final StartFailure failure = new StartFailure();
    private volatile @Nullable SharedAttributes servletContext;

    GenerationContext(ContextAttributes attributes) {
        this.attributes = attributes;
    }

    ContextAttributes attributes() {
        return attributes;
    }

    /** What the context failed with when it was started, if it did. */
    @Nullable
    Throwable failure() {
        return failure.first();
    }

    @Override
    public Log getLogger() {
        return failure.listenTo(super.getLogger());
    }

    @Override
    public ServletContext getServletContext() {
        SharedAttributes made = servletContext;
        if (made == null) {
            made = new SharedAttributes(this, attributes);
            servletContext = made;
            context = made;
        }
        return made.facade();
    }
}
