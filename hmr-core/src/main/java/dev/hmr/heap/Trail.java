package dev.hmr.heap;

import java.util.List;

/**
 * The way from a root to a target.
 *
 * @param target the index of the target
 * @param objects object ids, the one that the root holds first, the target last
 */
record Trail(int target, Root root, List<Long> objects) {
    sealed interface Root {}

    record Static(HeapClass type, String field) implements Root {}

    record Jvm(GcRoot root) implements Root {}
}
