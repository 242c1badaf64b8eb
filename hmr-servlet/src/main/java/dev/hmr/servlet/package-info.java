/**
 * A servlet filter through which an application is replaced while its server runs, and by which its pages hear of it.
 *
 * <pre>{@code
 * var identity = ServerIdentity.create();
 * var generations = new Generations();
 * var browsers = new BrowserHub(identity, generations::current);
 * var hmr = new HmrFilter(
 *         identity, AllowedHosts.loopback(), generations, browsers, Insight.NONE, JettySockets::new);
 * var filter = context.addFilter("hmr", hmr);
 * filter.setAsyncSupported(true);
 * filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
 *
 * generations.swap(1, newServlet, newLoader).thenRunAsync(oldServlet::destroy);
 * browsers.update(1, routes, files);
 * }</pre>
 */
@NullMarked
package dev.hmr.servlet;

import org.jspecify.annotations.NullMarked;
