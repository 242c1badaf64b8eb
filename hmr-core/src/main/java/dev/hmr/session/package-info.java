@NullMarked
package dev.hmr.session;

import org.jspecify.annotations.NullMarked;
