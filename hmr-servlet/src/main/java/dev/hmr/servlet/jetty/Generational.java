package dev.hmr.servlet.jetty;

import dev.hmr.servlet.ContextAttributes;

/** A context that was made for one generation. */
interface Generational {
    ContextAttributes attributes();
}
