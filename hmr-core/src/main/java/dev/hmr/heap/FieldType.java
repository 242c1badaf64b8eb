package dev.hmr.heap;

import java.io.IOException;

/** The types that fields and array elements have in an HPROF file. */
enum FieldType {
    OBJECT(2, 0),
    BOOLEAN(4, 1),
    CHAR(5, 2),
    FLOAT(6, 4),
    DOUBLE(7, 8),
    BYTE(8, 1),
    SHORT(9, 2),
    INT(10, 4),
    LONG(11, 8);

    private static final FieldType[] BY_CODE = new FieldType[12];

    static {
        for (FieldType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final int bytes;

    FieldType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    static FieldType read(HprofInput in) throws IOException {
        int code = in.u1();
        if (code >= BY_CODE.length || BY_CODE[code] == null) {
            throw new IOException("The heap dump has a field of type " + code + ", which no version of HPROF knows");
        }
        return BY_CODE[code];
    }

    int bytes(int idBytes) {
        return this == OBJECT ? idBytes : bytes;
    }
}
