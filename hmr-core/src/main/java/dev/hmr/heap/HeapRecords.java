package dev.hmr.heap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of objects, classes and roots in a heap dump. What is kept of the objects is where a stretch of them begins,
 * without the large arrays of numbers: they refer to nothing and are jumped over. One thread at a time.
 */
final class HeapRecords {
    private static final int CHUNK_BYTES = HprofInput.BUFFER_BYTES / 2;
    private static final int LARGE_BYTES = 1 << 16;
    private static final int JNI_GLOBAL = 0x01;
    private static final int JNI_LOCAL = 0x02;
    private static final int JAVA_FRAME = 0x03;
    private static final int NATIVE_STACK = 0x04;
    private static final int STICKY_CLASS = 0x05;
    private static final int THREAD_BLOCK = 0x06;
    private static final int MONITOR = 0x07;
    private static final int THREAD = 0x08;
    private static final int CLASS = 0x20;
    private static final int INSTANCE = 0x21;
    private static final int OBJECT_ARRAY = 0x22;
    private static final int PRIMITIVE_ARRAY = 0x23;
    private static final int UNKNOWN = 0xFF;

    private final HprofInput in;
    private final HeapFile heap;
    private final Map<Long, HeapClass> classes = new HashMap<>();
    private final Map<Long, GcRoot> roots = new HashMap<>();
    private final Map<Integer, ThreadRoot> threads = new HashMap<>();
    private final List<Chunk> chunks = new ArrayList<>();
    private final HeapObject object = new HeapObject();
    private final String markerClass;
    private final List<Long> markers = new ArrayList<>();
    private long markerClassId = -1;

    record ThreadRoot(long id, int trace) {}

    /** A stretch of records that fits into the buffer, unless it is one large array. */
    private record Chunk(long start, long end) {}

    /** @param markerClass a class whose instances are to be found at once */
    HeapRecords(HprofInput in, HeapFile heap, String markerClass) {
        this.in = in;
        this.heap = heap;
        this.markerClass = markerClass;
    }

    /** Where the field values of the marker class's instances lie. */
    List<Long> markers() {
        return markers;
    }

    @Nullable
    HeapClass markerClass() {
        return classes.get(markerClassId);
    }

    Map<Long, HeapClass> classes() {
        return classes;
    }

    Map<Long, GcRoot> roots() {
        return roots;
    }

    Map<Integer, ThreadRoot> threads() {
        return threads;
    }

    /** Reads the records from here to the end of a segment. */
    void index(long end) throws IOException {
        long start = in.position();
        while (in.position() < end) {
            long record = in.position();
            int tag = in.u1();
            indexOne(tag);
            long next = in.position();
            boolean large = tag == PRIMITIVE_ARRAY && next - record >= LARGE_BYTES;
            if (large || next - start > CHUNK_BYTES) {
                addChunk(start, record);
                start = large ? next : record;
            }
        }
        addChunk(start, end);
    }

    private void addChunk(long start, long end) {
        if (end > start) {
            chunks.add(new Chunk(start, end));
        }
    }

    private void indexOne(int tag) throws IOException {
        switch (tag) {
            case CLASS -> {
                long id = in.id();
                HeapClass type = HeapClass.read(in, heap.className(id));
                classes.put(id, type);
                if (type.name.equals(markerClass)) {
                    markerClassId = id;
                }
            }
            case INSTANCE -> {
                in.skip(in.idBytes() + Integer.BYTES);
                boolean marker = in.id() == markerClassId;
                long length = in.u4();
                if (marker) {
                    markers.add(in.position());
                }
                in.skip(length);
            }
            case THREAD -> {
                long id = in.id();
                int serial = in.i4();
                threads.put(serial, new ThreadRoot(id, in.i4()));
                roots.put(id, new GcRoot(GcRoot.Kind.THREAD, serial, -1));
            }
            case JAVA_FRAME, JNI_LOCAL -> {
                long id = in.id();
                roots.putIfAbsent(id, new GcRoot(GcRoot.Kind.FRAME, in.i4(), in.i4()));
            }
            case NATIVE_STACK, THREAD_BLOCK -> {
                long id = in.id();
                roots.putIfAbsent(id, new GcRoot(GcRoot.Kind.FRAME, in.i4(), -1));
            }
            case JNI_GLOBAL -> {
                roots.putIfAbsent(in.id(), new GcRoot(GcRoot.Kind.NATIVE, 0, -1));
                in.id();
            }
            case MONITOR, UNKNOWN -> roots.putIfAbsent(in.id(), new GcRoot(GcRoot.Kind.OTHER, 0, -1));
            default -> skip(tag);
        }
    }

    /** Moves behind a record whose tag has been read. */
    private void skip(int tag) throws IOException {
        switch (tag) {
            case CLASS -> {
                in.id();
                HeapClass.read(in, "");
            }
            case INSTANCE -> {
                in.skip(2L * in.idBytes() + Integer.BYTES);
                in.skip(in.u4());
            }
            case OBJECT_ARRAY -> {
                in.skip(in.idBytes() + Integer.BYTES);
                long count = in.u4();
                in.skip((count + 1) * in.idBytes());
            }
            case PRIMITIVE_ARRAY -> {
                in.skip(in.idBytes() + Integer.BYTES);
                long count = in.u4();
                in.skip(count * FieldType.read(in).bytes(in.idBytes()));
            }
            case STICKY_CLASS, MONITOR, UNKNOWN -> in.id();
            case JNI_GLOBAL -> in.skip(2L * in.idBytes());
            case JNI_LOCAL, JAVA_FRAME, THREAD -> in.skip(in.idBytes() + 2L * Integer.BYTES);
            case NATIVE_STACK, THREAD_BLOCK -> in.skip(in.idBytes() + Integer.BYTES);
            default ->
                throw new IOException("The heap dump has a record 0x" + Integer.toHexString(tag)
                        + ", which no version of HPROF knows");
        }
    }

    void visit(boolean backwards, HeapObject.Visitor visitor) throws IOException {
        boolean goOn = true;
        for (int i = 0; i < chunks.size() && goOn; i++) {
            goOn = backwards
                    ? visitBackwards(chunks.get(chunks.size() - 1 - i), visitor)
                    : visit(chunks.get(i), visitor);
        }
    }

    private boolean visit(Chunk chunk, HeapObject.Visitor visitor) throws IOException {
        in.seek(chunk.start);
        boolean goOn = true;
        while (goOn && in.position() < chunk.end) {
            goOn = show(in.u1(), visitor);
        }
        return goOn;
    }

    private boolean visitBackwards(Chunk chunk, HeapObject.Visitor visitor) throws IOException {
        long[] positions = new long[1 << 10];
        int count = 0;
        in.seek(chunk.start);
        while (in.position() < chunk.end) {
            if (count == positions.length) {
                positions = Arrays.copyOf(positions, count * 2);
            }
            positions[count++] = in.position();
            skip(in.u1());
        }
        boolean goOn = true;
        while (goOn && count > 0) {
            in.seek(positions[--count]);
            goOn = show(in.u1(), visitor);
        }
        return goOn;
    }

    /** Shows a record whose tag has been read, if it is an object that can refer to others, and moves behind it. */
    private boolean show(int tag, HeapObject.Visitor visitor) throws IOException {
        if (tag == INSTANCE) {
            return showInstance(visitor);
        }
        if (tag == OBJECT_ARRAY) {
            return showArray(visitor);
        }
        skip(tag);
        return true;
    }

    private boolean showInstance(HeapObject.Visitor visitor) throws IOException {
        object.id = in.id();
        in.skip(Integer.BYTES);
        object.classId = in.id();
        long length = in.u4();
        object.dataPosition = in.position();
        object.firstIndex = -1;
        HeapClass type = classes.get(object.classId);
        int[] offsets = type == null ? new int[0] : type.layout(heap).offsets;
        object.count = Math.min(offsets.length, HeapObject.MAX_REFERENCES);
        for (int i = 0; i < object.count; i++) {
            in.seek(object.dataPosition + offsets[i]);
            object.references[i] = in.id();
        }
        boolean goOn = visitor.visit(object);
        in.seek(object.dataPosition + length);
        return goOn;
    }

    private boolean showArray(HeapObject.Visitor visitor) throws IOException {
        object.id = in.id();
        in.skip(Integer.BYTES);
        long length = in.u4();
        object.classId = in.id();
        object.dataPosition = in.position();
        long index = 0;
        boolean goOn = true;
        do {
            object.firstIndex = (int) index;
            object.count = (int) Math.min(length - index, HeapObject.MAX_REFERENCES);
            in.seek(object.dataPosition + index * in.idBytes());
            for (int i = 0; i < object.count; i++) {
                object.references[i] = in.id();
            }
            goOn = visitor.visit(object);
            index += object.count;
        } while (goOn && index < length);
        in.seek(object.dataPosition + length * in.idBytes());
        return goOn;
    }
}
