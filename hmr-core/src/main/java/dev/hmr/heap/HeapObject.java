package dev.hmr.heap;

import java.io.IOException;

/** One object while it is shown to a {@link Visitor}; the same instance is filled again for the next one. */
final class HeapObject {
    static final int MAX_REFERENCES = 1 << 12;

    long id;
    long classId;
    /** Where an instance's field values lie in the file. */
    long dataPosition;
    /** What it refers to, 0 for null: of an instance in the order of its class's layout, of an array a part of it. */
    final long[] references = new long[MAX_REFERENCES];

    int count;
    /** The index that the first of the references has in the array; -1 for an instance. */
    int firstIndex;

    /** Looks at objects; a large array is shown in several parts. Nothing of what it is given may be kept. */
    interface Visitor {
        /** Returns whether to go on. */
        boolean visit(HeapObject object) throws IOException;
    }
}
