package dev.hmr.servlet.tomcat;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.core.ApplicationContext;
import org.apache.catalina.core.ApplicationContextFacade;
import org.apache.catalina.core.StandardContext;

/** What Tomcat keeps from web applications, and HMR needs; looked up by reflection. */
final class TomcatInternals {
    private TomcatInternals() {}

    /** The context behind what a web application sees of it; empty if this Tomcat is not as others are. */
    static Optional<StandardContext> contextOf(ServletContext seen) {
        try {
            Object inner = seen instanceof ApplicationContextFacade
                    ? field(ApplicationContextFacade.class, "context").get(seen)
                    : seen;
            return inner instanceof ApplicationContext
                    ? Optional.of((StandardContext)
                            field(ApplicationContext.class, "context").get(inner))
                    : Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.getLogger("dev.hmr").log(System.Logger.Level.DEBUG, "This Tomcat keeps its contexts elsewhere", e);
            return Optional.empty();
        }
    }

    /** Has a context keep its attributes in another map. */
    static void setAttributes(ServletContext seen, Map<String, Object> attributes) throws ReflectiveOperationException {
        Object inner = field(ApplicationContextFacade.class, "context").get(seen);
        field(ApplicationContext.class, "attributes").set(inner, attributes);
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
