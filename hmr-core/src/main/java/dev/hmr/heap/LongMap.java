package dev.hmr.heap;

/** A map from object ids to numbers in two arrays; grows by doubling. An id of 0 is none. One thread at a time. */
final class LongMap {
    private static final int FIRST_CAPACITY = 1 << 10;

    private long[] keys = new long[FIRST_CAPACITY];
    private long[] values = new long[FIRST_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    boolean contains(long key) {
        return key != 0 && keys[slot(key)] == key;
    }

    /** The value of a key, or 0. */
    long get(long key) {
        return key == 0 ? 0 : values[slot(key)];
    }

    void put(long key, long value) {
        if (key == 0) {
            throw new IllegalArgumentException("0 is the id of no object");
        }
        if (size * 2 >= keys.length) {
            grow();
        }
        int slot = slot(key);
        if (keys[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        values[slot] = value;
    }

    private int slot(long key) {
        long mixed = key * 0x9E37_79B9_7F4A_7C15L;
        int mask = keys.length - 1;
        int slot = (int) (mixed >>> 32) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new long[oldValues.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
