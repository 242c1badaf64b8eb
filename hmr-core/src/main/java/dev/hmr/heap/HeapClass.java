package dev.hmr.heap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A loaded class as the dump has it. The fields of its instances follow in the order own, superclass's, and so on. */
final class HeapClass {
    final String name;
    final long superclass;
    final long loader;
    private final List<Field> statics;
    private final List<Field> fields;
    private @Nullable Layout layout;

    /** @param value the object id that a static field of an object type holds; else 0 */
    private record Field(long nameId, FieldType type, long value) {}

    /** Where the references lie in an instance's bytes, and the ids of their fields' names. */
    static final class Layout {
        final int[] offsets;
        final long[] names;

        Layout(int[] offsets, long[] names) {
            this.offsets = offsets;
            this.names = names;
        }
    }

    private HeapClass(String name, long superclass, long loader, List<Field> statics, List<Field> fields) {
        this.name = name;
        this.superclass = superclass;
        this.loader = loader;
        this.statics = statics;
        this.fields = fields;
    }

    /** Reads a class record from behind the class's id on. */
    static HeapClass read(HprofInput in, String name) throws IOException {
        in.skip(Integer.BYTES);
        long superclass = in.id();
        long loader = in.id();
        in.skip(4L * in.idBytes() + Integer.BYTES);
        int constants = in.u2();
        for (int i = 0; i < constants; i++) {
            in.skip(Short.BYTES);
            in.skip(FieldType.read(in).bytes(in.idBytes()));
        }
        List<Field> statics = new ArrayList<>();
        int staticCount = in.u2();
        for (int i = 0; i < staticCount; i++) {
            long nameId = in.id();
            FieldType type = FieldType.read(in);
            if (type == FieldType.OBJECT) {
                statics.add(new Field(nameId, type, in.id()));
            } else {
                in.skip(type.bytes(in.idBytes()));
            }
        }
        List<Field> fields = new ArrayList<>();
        int fieldCount = in.u2();
        for (int i = 0; i < fieldCount; i++) {
            fields.add(new Field(in.id(), FieldType.read(in), 0));
        }
        return new HeapClass(name, superclass, loader, statics, fields);
    }

    int staticCount() {
        return statics.size();
    }

    long staticValue(int index) {
        return statics.get(index).value();
    }

    long staticName(int index) {
        return statics.get(index).nameId();
    }

    /** Where the references are that keep something alive: all but the fields that the file was told to pass over. */
    Layout layout(HeapFile heap) throws IOException {
        Layout known = layout;
        if (known == null) {
            int[] offsets = new int[16];
            long[] names = new long[16];
            int count = 0;
            int offset = 0;
            for (HeapClass at = this; at != null; at = heap.classOf(at.superclass)) {
                for (Field field : at.fields) {
                    if (field.type == FieldType.OBJECT && !heap.isWeak(at, field.nameId)) {
                        if (count == offsets.length) {
                            offsets = Arrays.copyOf(offsets, count * 2);
                            names = Arrays.copyOf(names, count * 2);
                        }
                        offsets[count] = offset;
                        names[count++] = field.nameId;
                    }
                    offset += field.type.bytes(heap.idBytes());
                }
            }
            known = new Layout(Arrays.copyOf(offsets, count), Arrays.copyOf(names, count));
            layout = known;
        }
        return known;
    }

    /** Where a field lies in an instance's bytes; -1 if there is none of that name. */
    int offsetOf(String fieldName, HeapFile heap) throws IOException {
        int offset = 0;
        for (HeapClass at = this; at != null; at = heap.classOf(at.superclass)) {
            for (Field field : at.fields) {
                if (heap.name(field.nameId).equals(fieldName)) {
                    return offset;
                }
                offset += field.type.bytes(heap.idBytes());
            }
        }
        return -1;
    }
}
