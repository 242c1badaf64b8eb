package dev.hmr.servlet.tomcat;

import dev.hmr.servlet.ContextAttributes;
import org.apache.catalina.Loader;
import org.apache.catalina.Manager;
import org.apache.catalina.loader.WebappLoader;
import org.jspecify.annotations.Nullable;

/**
 * The context of a later generation of a web application, which Tomcat configures as it did the first: from {@code web.xml},
 * annotations and {@code context.xml}. What these say of class loaders, sessions and reloading is HMR's to decide. As
 * thread-safe as Tomcat's.
 */
final class DeployedContext extends GenerationContext {
    private final WebappLoader ownLoader = new WebappLoader();
    private final Manager ownManager;

    DeployedContext(ContextAttributes attributes, GenerationLoader classes, Manager sessions) {
        super(attributes);
        this.ownManager = sessions;
        ownLoader.setLoaderInstance(classes);
        super.setLoader(ownLoader);
        super.setManager(sessions);
    }

    @Override
    public void setLoader(@Nullable Loader loader) {
        if (loader == ownLoader) {
            super.setLoader(loader);
        }
    }

    @Override
    public void setManager(@Nullable Manager manager) {
        if (manager == ownManager) {
            super.setManager(manager);
        }
    }

    @Override
    public boolean getReloadable() {
        return false;
    }
}
