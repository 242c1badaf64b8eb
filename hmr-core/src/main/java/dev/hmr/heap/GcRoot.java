package dev.hmr.heap;

/**
 * Why the JVM itself keeps an object.
 *
 * @param thread the serial number of the thread concerned, or 0
 * @param frame the index of the stack frame that has the object, counted from the top, or -1
 */
record GcRoot(Kind kind, int thread, int frame) {
    enum Kind {
        THREAD,
        FRAME,
        NATIVE,
        OTHER
    }
}
