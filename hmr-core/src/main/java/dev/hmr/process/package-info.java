/** The JVMs that HMR starts beside the application's. */
@NullMarked
package dev.hmr.process;

import org.jspecify.annotations.NullMarked;
