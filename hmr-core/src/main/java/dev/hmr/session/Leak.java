package dev.hmr.session;

import java.util.List;

/**
 * What replaced code left behind.
 *
 * @param sentence what it is and what it keeps
 * @param remedy what the developer can do about it
 * @param path from a root to what is kept, as far as that is known
 */
record Leak(String sentence, String remedy, List<String> path) {}
