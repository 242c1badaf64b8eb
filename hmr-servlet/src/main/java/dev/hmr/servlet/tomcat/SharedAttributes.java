package dev.hmr.servlet.tomcat;

import dev.hmr.servlet.ContextAttributes;
import jakarta.servlet.ServletContext;
import org.apache.catalina.core.ApplicationContext;
import org.apache.catalina.core.StandardContext;

/** The servlet context of one generation, which has its attributes in common with all others. Thread-safe. */
final class SharedAttributes extends ApplicationContext {

    SharedAttributes(StandardContext context, ContextAttributes shared) {
        super(context);
        this.attributes = new AttributeView(shared);
    }

    ServletContext facade() {
        return getFacade();
    }

    /** A context that is stopped takes nothing along. */
    @Override
    protected void clearAttributes() {}
}
