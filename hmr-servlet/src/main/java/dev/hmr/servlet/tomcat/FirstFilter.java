package dev.hmr.servlet.tomcat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A filter that sees every request and dispatch before all other filters of a context. */
final class FirstFilter {
    private static final String NAME = "hmr";

    private FirstFilter() {}

    static void addTo(Context context, Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(NAME);
        definition.setFilter(filter);
        definition.setFilterClass(filter.getClass().getName());
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(NAME);
        mapping.addURLPatternDecoded("/*");
        EnumSet.allOf(DispatcherType.class).forEach(type -> mapping.setDispatcher(type.name()));
        FilterMap[] earlier = context.findFilterMaps();
        context.addFilterMapBefore(mapping);
        for (FilterMap map : earlier) {
            if (context.findFilterMaps()[0] != mapping) {
                // Another initializer has put one before all others by then: that one comes next.
                context.removeFilterMap(map);
                context.addFilterMapBefore(map);
            }
        }
    }
}
