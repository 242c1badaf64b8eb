package dev.hmr.heap;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A heap dump in HPROF format. Opening it reads it once, for classes and roots; objects are not kept but read again from
 * the file, forwards or backwards, whenever they are asked for. One thread at a time.
 */
final class HeapFile implements Closeable {
    private static final int STRING = 0x01;
    private static final int LOAD_CLASS = 0x02;
    private static final int STACK_FRAME = 0x04;
    private static final int STACK_TRACE = 0x05;
    private static final int DUMP = 0x0C;
    private static final int DUMP_SEGMENT = 0x1C;

    private final HprofInput in;
    private final LongMap stringPositions = new LongMap();
    private final Map<Long, Long> classNames = new HashMap<>();
    private final Map<Integer, Long> classSerials = new HashMap<>();
    private final Map<Long, Long> framePositions = new HashMap<>();
    private final Map<Integer, long[]> traces = new HashMap<>();
    private final Set<String> weakFields;
    private final HeapRecords records;

    /**
     * Opens a dump.
     *
     * @param weakFields fields, as {@code package.Class.field}, that are passed over as if they were null
     * @param markerClass a class whose instances are to be found at once
     */
    HeapFile(Path file, Set<String> weakFields, String markerClass) throws IOException {
        this.weakFields = weakFields;
        in = new HprofInput(file);
        records = new HeapRecords(in, this, markerClass);
        try {
            read();
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private void read() throws IOException {
        String format = in.terminated();
        if (!format.startsWith("JAVA PROFILE 1.0")) {
            throw new IOException("Not a heap dump: it begins with " + format);
        }
        in.idBytes(in.i4());
        in.skip(Long.BYTES);
        long size = in.size();
        while (in.position() < size) {
            int tag = in.u1();
            in.skip(Integer.BYTES);
            long length = in.u4();
            long body = in.position();
            read(tag, body, length);
            in.seek(body + length);
        }
    }

    private void read(int tag, long body, long length) throws IOException {
        switch (tag) {
            case STRING -> stringPositions.put(in.id(), body);
            case LOAD_CLASS -> {
                int serial = in.i4();
                long id = in.id();
                in.skip(Integer.BYTES);
                classNames.put(id, in.id());
                classSerials.put(serial, id);
            }
            case STACK_FRAME -> framePositions.put(in.id(), body);
            case STACK_TRACE -> {
                int serial = in.i4();
                in.skip(Integer.BYTES);
                long[] frames = new long[in.i4()];
                for (int i = 0; i < frames.length; i++) {
                    frames[i] = in.id();
                }
                traces.put(serial, frames);
            }
            case DUMP, DUMP_SEGMENT -> records.index(body + length);
            default -> {
                // Of no use here.
            }
        }
    }

    int idBytes() {
        return in.idBytes();
    }

    /** The text of a name. */
    String name(long nameId) throws IOException {
        long before = in.position();
        long body = stringPositions.get(nameId);
        if (body == 0) {
            return "?";
        }
        in.seek(body - Integer.BYTES);
        int bytes = in.i4() - in.idBytes();
        in.skip(in.idBytes());
        String text = in.utf8(bytes);
        in.seek(before);
        return text;
    }

    /** The name of a loaded class as people write it. */
    String className(long classId) throws IOException {
        Long nameId = classNames.get(classId);
        return nameId == null ? "?" : name(nameId).replace('/', '.');
    }

    @Nullable
    HeapClass classOf(long classId) {
        return records.classes().get(classId);
    }

    Collection<Map.Entry<Long, HeapClass>> classes() {
        return records.classes().entrySet();
    }

    @Nullable
    GcRoot root(long objectId) {
        return records.roots().get(objectId);
    }

    /** The object of a thread, or 0. */
    long threadObject(int serial) {
        return records.threads()
                .getOrDefault(serial, new HeapRecords.ThreadRoot(0, 0))
                .id();
    }

    /** The frames of a thread, top first, as in a stack trace; empty if the dump has none. */
    List<StackTraceElement> stack(int threadSerial) throws IOException {
        HeapRecords.ThreadRoot thread = records.threads().get(threadSerial);
        long[] frames = thread == null ? null : traces.get(thread.trace());
        List<StackTraceElement> stack = new ArrayList<>();
        for (long frame : frames == null ? new long[0] : frames) {
            Long position = framePositions.get(frame);
            if (position != null) {
                stack.add(frame(position));
            }
        }
        return stack;
    }

    private StackTraceElement frame(long position) throws IOException {
        in.seek(position + in.idBytes());
        long method = in.id();
        in.id();
        long source = in.id();
        Long type = classSerials.get(in.i4());
        int line = in.i4();
        return new StackTraceElement(type == null ? "?" : className(type), name(method), name(source), line);
    }

    /** Shows every object that can refer to others, in the order of the file or against it. */
    void visit(boolean backwards, HeapObject.Visitor visitor) throws IOException {
        records.visit(backwards, visitor);
    }

    boolean isWeak(HeapClass type, long fieldNameId) throws IOException {
        return weakFields.contains(type.name + "." + name(fieldNameId));
    }

    /** Where the field values of the marker class's instances lie. */
    List<Long> markers() {
        return records.markers();
    }

    @Nullable
    HeapClass markerClass() {
        return records.markerClass();
    }

    /** A number in an instance. */
    long number(long dataPosition, HeapClass type, String field, boolean wide) throws IOException {
        int offset = type.offsetOf(field, this);
        if (offset < 0) {
            return -1;
        }
        long before = in.position();
        in.seek(dataPosition + offset);
        long number = wide ? in.i8() : in.i4();
        in.seek(before);
        return number;
    }

    /** An object id in an instance. */
    long reference(long dataPosition, HeapClass type, String field) throws IOException {
        int offset = type.offsetOf(field, this);
        if (offset < 0) {
            return 0;
        }
        long before = in.position();
        in.seek(dataPosition + offset);
        long id = in.id();
        in.seek(before);
        return id;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
