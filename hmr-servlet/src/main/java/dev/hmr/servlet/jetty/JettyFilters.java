package dev.hmr.servlet.jetty;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.FilterMapping;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHandler;
import org.eclipse.jetty.ee10.servlet.Source;

/** Filters in a servlet context of Jetty. */
public final class JettyFilters {
    private JettyFilters() {}

    /** Has a filter see every request and dispatch before all other filters. To be called before the context is started. */
    public static void addFirst(ServletContextHandler context, Filter filter) {
        ServletHandler handler = context.getServletHandler();
        FilterMapping[] earlier = handler.getFilterMappings();
        // Jetty forgets where those begin that initializers have put before all others.
        handler.setFilterMappings(new FilterMapping[0]);
        // As if the application had asked for it first: what initializers put before all others comes next then.
        FilterHolder holder = new FilterHolder(Source.JAKARTA_API);
        holder.setFilter(filter);
        holder.setAsyncSupported(true);
        handler.prependFilter(holder);
        holder.getRegistration().addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        boolean before = true;
        for (FilterMapping mapping : earlier) {
            before = before && isInitializers(handler, mapping);
            if (before) {
                handler.prependFilterMapping(mapping);
            } else {
                handler.addFilterMapping(mapping);
            }
        }
    }

    private static boolean isInitializers(ServletHandler handler, FilterMapping mapping) {
        FilterHolder holder = handler.getFilter(mapping.getFilterName());
        return holder != null && holder.getSource() == Source.JAKARTA_API;
    }
}
