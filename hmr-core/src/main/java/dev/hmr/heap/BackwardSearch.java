package dev.hmr.heap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds out why objects are alive: goes through the dump again and again, and each time takes in who refers to what is
 * known already, until a root is met. Every other pass runs backwards, so that chains are followed whichever way they lie
 * in memory. Holds two numbers for each object that leads to a target, and nothing of the others. One thread at a time.
 */
final class BackwardSearch {
    private static final int MAX_PASSES = 32;
    private static final int MAX_OBJECTS = 1 << 21;
    /** Object ids are addresses, which have no more bits than this. */
    private static final int ID_BITS = 48;

    private static final long ID_MASK = (1L << ID_BITS) - 1;

    private final HeapFile heap;
    private final long[] targets;
    private final boolean[] done;
    private int missing;
    private final LongMap isTarget = new LongMap();
    /** By object: the next object on the way to a target and, above the id's bits, the index of that target. */
    private final LongMap reached = new LongMap();

    private final List<Trail> found = new ArrayList<>();

    /**
     * Prepares a search.
     *
     * @param targets their object ids; what a class of theirs holds in a static field is no reason to be alive
     * @param asked for which of them the way from a root is wanted
     */
    BackwardSearch(HeapFile heap, long[] targets, boolean[] asked) {
        this.heap = heap;
        this.targets = targets;
        this.done = new boolean[targets.length];
        for (int i = 0; i < targets.length; i++) {
            isTarget.put(targets[i], 1);
            done[i] = !asked[i];
            missing += asked[i] ? 1 : 0;
        }
    }

    /** One way for each target that a root leads to; none for one that hangs on an object of another target's way. */
    List<Trail> run() throws IOException {
        for (int i = 0; i < targets.length; i++) {
            if (!done[i]) {
                reached.put(targets[i], targets[i] | (long) i << ID_BITS);
                meetRoot(targets[i], i);
            }
        }
        int before = -1;
        for (int pass = 0; pass < MAX_PASSES && reached.size() != before && !isOver(); pass++) {
            before = reached.size();
            lookAtClasses();
            heap.visit(pass % 2 == 1, this::look);
        }
        return found;
    }

    private boolean isOver() {
        return missing == 0 || reached.size() > MAX_OBJECTS;
    }

    private void lookAtClasses() throws IOException {
        for (Map.Entry<Long, HeapClass> entry : heap.classes()) {
            long id = entry.getKey();
            HeapClass type = entry.getValue();
            if (leads(type.loader)) {
                add(id, type.loader);
            } else if (leads(type.superclass)) {
                add(id, type.superclass);
            }
            for (int i = 0; i < type.staticCount(); i++) {
                long value = type.staticValue(i);
                if (leads(value)) {
                    if (isTarget.contains(type.loader)) {
                        add(id, value);
                    } else {
                        finish(value, new Trail.Static(type, heap.name(type.staticName(i))));
                    }
                }
            }
        }
    }

    private boolean look(HeapObject object) {
        if (leads(object.classId)) {
            add(object.id, object.classId);
        } else {
            for (int i = 0; i < object.count; i++) {
                if (leads(object.references[i])) {
                    add(object.id, object.references[i]);
                    break;
                }
            }
        }
        return !isOver();
    }

    /** Whether an object is on the way to a target that still needs one. */
    private boolean leads(long id) {
        long value = reached.get(id);
        return value != 0 && !done[(int) (value >>> ID_BITS)];
    }

    private void add(long id, long next) {
        if (!reached.contains(id)) {
            int target = (int) (reached.get(next) >>> ID_BITS);
            reached.put(id, next | (long) target << ID_BITS);
            meetRoot(id, target);
        }
    }

    private void meetRoot(long id, int target) {
        GcRoot root = heap.root(id);
        if (root != null && !done[target]) {
            finish(id, new Trail.Jvm(root));
        }
    }

    private void finish(long first, Trail.Root root) {
        int target = (int) (reached.get(first) >>> ID_BITS);
        if (done[target]) {
            return;
        }
        done[target] = true;
        missing--;
        List<Long> objects = new ArrayList<>();
        for (long at = first; at != targets[target]; at = next(at)) {
            objects.add(at);
        }
        objects.add(targets[target]);
        found.add(new Trail(target, root, objects));
    }

    private long next(long id) {
        return reached.get(id) & ID_MASK;
    }
}
