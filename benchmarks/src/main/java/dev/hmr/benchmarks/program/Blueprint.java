package dev.hmr.benchmarks.program;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Which classes there are and which use which: packages by feature, layers from utilities up to handlers, and here and
 * there two classes that use each other.
 */
final class Blueprint {
    private static final int CLASSES_IN_PACKAGE = 13;
    private static final int CANDIDATES_FOR_A_CYCLE = 6;
    private static final double HIDDEN = 0.5;
    private static final String[] NOUNS = {
        "Order", "Customer", "Invoice", "Product", "Shipment", "Payment", "Supplier", "Contract", "Ticket", "Campaign",
        "Booking", "Voucher", "Branch", "Employee", "Budget", "Claim", "Delivery", "Quote", "Refund", "Subscription"
    };

    private final SplittableRandom random;
    private final Urns urns;
    private final Map<Kind, List<TypePlan>> types = new EnumMap<>(Kind.class);

    private Blueprint(long seed) {
        this.random = new SplittableRandom(seed);
        this.urns = new Urns(random);
    }

    /** @param classes how many to plan, some few more if that is too few to have all kinds */
    static Blueprint draw(int classes, long seed) {
        Blueprint blueprint = new Blueprint(seed);
        int packages = Math.max(1, classes / CLASSES_IN_PACKAGE);
        for (Kind kind : Kind.values()) {
            int wanted = kind == Kind.HANDLER ? classes - blueprint.all().size() : kind.countIn(classes);
            blueprint.add(kind, Math.max(2, wanted), packages);
        }
        blueprint.closeCycles(Kind.SERVICE);
        blueprint.closeCycles(Kind.RECORD);
        for (TypePlan type : blueprint.all()) {
            if (blueprint.random.nextDouble() < HIDDEN) {
                type.hide();
            }
        }
        return blueprint;
    }

    List<TypePlan> of(Kind kind) {
        return types.getOrDefault(kind, List.of());
    }

    List<TypePlan> all() {
        return types.values().stream().flatMap(List::stream).toList();
    }

    private void add(Kind kind, int count, int packages) {
        List<TypePlan> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int feature = i % packages;
            String noun = noun(feature);
            TypePlan type = new TypePlan(
                    kind, Program.PACKAGE + "." + noun.toLowerCase(Locale.ROOT), kind.name(noun, i / packages));
            chooseUses(type);
            urns.add(type);
            added.add(type);
        }
        types.put(kind, added);
    }

    private static String noun(int feature) {
        int round = feature / NOUNS.length;
        return NOUNS[feature % NOUNS.length] + (round == 0 ? "" : Integer.toString(round + 1));
    }

    private void chooseUses(TypePlan type) {
        switch (type.kind()) {
            case UTILITY, ENUM -> use(type, Kind.UTILITY, 0, 2);
            case RECORD -> {
                use(type, Kind.RECORD, 0, 2);
                use(type, Kind.ENUM, 0, 1);
                use(type, Kind.UTILITY, 0, 2);
            }
            case CONTRACT -> use(type, Kind.RECORD, 0, 2);
            case VARIANT -> {
                use(type, Kind.CONTRACT, 1, 1);
                use(type, Kind.RECORD, 0, 2);
                use(type, Kind.UTILITY, 0, 3);
            }
            case REPOSITORY -> {
                use(type, Kind.RECORD, 1, 3);
                use(type, Kind.UTILITY, 1, 3);
            }
            case SERVICE -> {
                use(type, Kind.REPOSITORY, 1, 2);
                use(type, Kind.SERVICE, 0, 2);
                use(type, Kind.VARIANT, 0, 2);
                use(type, Kind.RECORD, 1, 4);
                use(type, Kind.ENUM, 0, 2);
                use(type, Kind.UTILITY, 1, 4);
            }
            case HANDLER -> {
                use(type, Kind.SERVICE, 1, 3);
                use(type, Kind.RECORD, 1, 3);
                use(type, Kind.ENUM, 0, 1);
                use(type, Kind.UTILITY, 1, 3);
            }
        }
    }

    private void use(TypePlan user, Kind kind, int least, int most) {
        int count = random.nextInt(least, most + 1);
        for (int i = 0; i < count; i++) {
            urns.draw(kind, user).ifPresent(drawn -> {
                user.use(drawn);
                if (kind == Kind.VARIANT) {
                    user.use(drawn.contract());
                }
            });
        }
    }

    /** Lets a class use one that uses it, wherever a few others could have been closed to a cycle and were not. */
    private void closeCycles(Kind kind) {
        int candidates = 0;
        for (TypePlan user : of(kind)) {
            TypePlan used = user.uses(kind)
                    .filter(other -> other.packageName().equals(user.packageName()))
                    .findFirst()
                    .orElse(null);
            if (used != null && candidates++ % CANDIDATES_FOR_A_CYCLE == 0) {
                used.useInCycle(user);
            }
        }
    }
}
