package dev.hmr.servlet.jetty;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.webapp.MetaInfConfiguration;
import org.eclipse.jetty.ee10.webapp.Origin;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.webapp.WebInfConfiguration;
import org.eclipse.jetty.security.LoginService;
import org.eclipse.jetty.security.SecurityHandler;
import org.eclipse.jetty.util.resource.Resource;

/**
 * What Jetty's deployer, or a file in {@code webapps}, said of a web application, apart from what the application says of
 * itself. One thread at a time.
 */
final class Deployment {
    private static final List<String> ATTRIBUTES = List.of(
            MetaInfConfiguration.CONTAINER_JAR_PATTERN,
            MetaInfConfiguration.WEBINF_JAR_PATTERN,
            AnnotationConfiguration.SERVLET_CONTAINER_INITIALIZER_EXCLUSION_PATTERN,
            AnnotationConfiguration.SERVLET_CONTAINER_INITIALIZER_ORDER);

    private final WebAppContext first;
    private final Map<String, String> parameters = new HashMap<>();
    private final Optional<LoginService> logins;

    /** @param first has read what the application says of itself, and has not started anything of it */
    Deployment(WebAppContext first) {
        this.first = first;
        first.getInitParams().forEach((name, value) -> {
            if (first.getMetaData().getOrigin("context-param." + name) == Origin.NotSet) {
                parameters.put(name, value);
            }
        });
        this.logins = Optional.ofNullable(first.getSecurityHandler()).map(SecurityHandler::getLoginService);
    }

    /** Says the same of a context that has not been started. */
    void applyTo(WebAppContext next) {
        next.setContextPath(first.getContextPath());
        next.setVirtualHosts(first.getVirtualHosts());
        applyFiles(next);
        next.setConfigurations(first.getConfigurations().toArray());
        next.setConfigurationDiscovered(first.isConfigurationDiscovered());
        next.setAllowDuplicateFragmentNames(first.isAllowDuplicateFragmentNames());
        next.setMaxFormContentSize(first.getMaxFormContentSize());
        next.setMaxFormKeys(first.getMaxFormKeys());
        parameters.forEach(next::setInitParameter);
        logins.ifPresent(service -> next.getSecurityHandler().setLoginService(service));
        for (String name : ATTRIBUTES) {
            Object value = first.getAttribute(name);
            if (value != null) {
                next.setAttribute(name, value);
            }
        }
    }

    private void applyFiles(WebAppContext next) {
        if (first.getAttribute(WebInfConfiguration.ORIGINAL_RESOURCE_BASE) instanceof Resource base) {
            next.setBaseResource(base);
        } else {
            // As it was unpacked, if it was.
            next.setWar(first.getServletContext().getRealPath("/"));
        }
        next.setExtraClasspath(first.getExtraClasspath());
        next.setDefaultsDescriptor(first.getDefaultsDescriptor());
        next.setDescriptor(first.getDescriptor());
        next.setOverrideDescriptors(first.getOverrideDescriptors());
    }
}
