package dev.hmr.heap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What lies on trails, in words: reads the objects' classes and field names in one more pass. One thread at a time. */
final class Way {
    private final HeapFile heap;
    private final Set<Long> replacedLoaders;
    private final Map<Long, Seen> seen = new HashMap<>();
    private final LongMap nexts = new LongMap();

    private static final class Seen {
        final long classId;
        final long dataPosition;
        String link = "";

        Seen(long classId, long dataPosition) {
            this.classId = classId;
            this.dataPosition = dataPosition;
        }
    }

    Way(HeapFile heap, Set<Long> replacedLoaders, List<Trail> trails) throws IOException {
        this.heap = heap;
        this.replacedLoaders = replacedLoaders;
        for (Trail trail : trails) {
            if (trail.root() instanceof Trail.Jvm jvm) {
                long thread = heap.threadObject(jvm.root().thread());
                if (thread != 0) {
                    nexts.put(thread, thread);
                }
            }
            List<Long> objects = trail.objects();
            for (int i = 0; i + 1 < objects.size(); i++) {
                nexts.put(objects.get(i), objects.get(i + 1));
            }
            long last = objects.get(objects.size() - 1);
            if (!nexts.contains(last)) {
                nexts.put(last, last);
            }
        }
        heap.visit(false, this::look);
    }

    private boolean look(HeapObject object) throws IOException {
        if (nexts.contains(object.id)) {
            Seen at = seen.computeIfAbsent(object.id, id -> new Seen(object.classId, object.dataPosition));
            long next = nexts.get(object.id);
            for (int i = 0; i < object.count && at.link.isEmpty() && next != object.id; i++) {
                if (object.references[i] == next) {
                    HeapClass type = heap.classOf(object.classId);
                    at.link = object.firstIndex >= 0 || type == null ? "[]" : heap.name(type.layout(heap).names[i]);
                }
            }
        }
        return true;
    }

    /** The objects of a trail. */
    List<Step> steps(Trail trail) {
        List<Step> steps = new ArrayList<>();
        for (long id : trail.objects()) {
            HeapClass itself = heap.classOf(id);
            Seen object = seen.get(id);
            if (itself != null) {
                steps.add(new Step(itself.name, "", true, replacedLoaders.contains(itself.loader)));
            } else if (object != null) {
                HeapClass type = heap.classOf(object.classId);
                boolean replaced =
                        replacedLoaders.contains(id) || (type != null && replacedLoaders.contains(type.loader));
                steps.add(new Step(type == null ? "?" : type.name, object.link, false, replaced));
            }
        }
        return steps;
    }

    /** What {@link Thread#getId} says of the thread of a trail's root; -1 if that cannot be seen. */
    long threadId(long id) throws IOException {
        Seen object = seen.get(id);
        if (object == null) {
            return -1;
        }
        HeapClass type = heap.classOf(object.classId);
        return type == null ? -1 : heap.number(object.dataPosition, type, "tid", true);
    }
}
