package dev.hmr.inplace;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle.AccessMode;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** Holds the value of a static field that was added, volatile or not. Thread-safe. */
final class Cell {
    /** Of one element. */
    private final Object value;

    /** @param first null for zero or null */
    Cell(AddedField field, @Nullable Object first) {
        this.value = Array.newInstance(elementOf(field), 1);
        if (first != null) {
            Array.set(value, 0, first);
        }
    }

    /** References are held as plain objects: the field's own type need not be in reach. */
    private static Class<?> elementOf(AddedField field) {
        return switch (Type.getType(field.descriptor()).getSort()) {
            case Type.BOOLEAN -> boolean.class;
            case Type.BYTE -> byte.class;
            case Type.CHAR -> char.class;
            case Type.SHORT -> short.class;
            case Type.INT -> int.class;
            case Type.LONG -> long.class;
            case Type.FLOAT -> float.class;
            case Type.DOUBLE -> double.class;
            default -> Object.class;
        };
    }

    MethodHandle getter() {
        return access(AccessMode.GET_VOLATILE);
    }

    MethodHandle setter() {
        return access(AccessMode.SET_VOLATILE);
    }

    private MethodHandle access(AccessMode mode) {
        MethodHandle element =
                MethodHandles.arrayElementVarHandle(value.getClass()).toMethodHandle(mode);
        return MethodHandles.insertArguments(element, 0, value, 0);
    }

    /** What it holds now. */
    @Nullable
    Object value() {
        return Array.get(value, 0);
    }
}
