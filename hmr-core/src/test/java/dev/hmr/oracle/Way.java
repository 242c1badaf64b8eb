package dev.hmr.oracle;

import java.util.Random;
import java.util.function.BooleanSupplier;

/** How changes may be taken over: what runs afterwards must be the same. */
enum Way {
    RELOAD,
    IN_PLACE,
    /** Now one, now the other. */
    MIXED;

    /** Whether the next change may be taken over in place. */
    BooleanSupplier choices() {
        Random random = new Random(4);
        return switch (this) {
            case RELOAD -> () -> false;
            case IN_PLACE -> () -> true;
            case MIXED -> random::nextBoolean;
        };
    }
}
