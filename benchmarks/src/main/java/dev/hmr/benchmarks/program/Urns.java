package dev.hmr.benchmarks.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Draws what a class uses: mostly from its own package, where hardly anything goes unused; else from all, where the nth
 * has 1/n of the first one's chances. So a few classes are known everywhere and most have a handful of users, as in real
 * code.
 */
final class Urns {
    private static final double OWN_PACKAGE = 0.6;
    private static final double UNUSED_FIRST = 0.6;

    private final SplittableRandom random;
    private final Map<String, List<TypePlan>> urns = new HashMap<>();

    Urns(SplittableRandom random) {
        this.random = random;
    }

    /** Makes a class one that can be drawn. */
    void add(TypePlan type) {
        urn(type.kind().name()).add(type);
        urn(type.kind() + type.packageName()).add(type);
    }

    /** A class for {@code user} to use; empty if there is none of this kind yet. */
    Optional<TypePlan> draw(Kind kind, TypePlan user) {
        List<TypePlan> near = urn(kind + user.packageName());
        List<TypePlan> all = urn(kind.name());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(!near.isEmpty() && random.nextDouble() < OWN_PACKAGE ? neighbour(near) : celebrity(all));
    }

    private TypePlan neighbour(List<TypePlan> near) {
        TypePlan any = near.get(random.nextInt(near.size()));
        return random.nextDouble() < UNUSED_FIRST
                ? near.stream().filter(type -> !type.isUsed()).findFirst().orElse(any)
                : any;
    }

    private TypePlan celebrity(List<TypePlan> all) {
        // The logarithm of the rank is evenly distributed: the law that Zipf found.
        return all.get((int) Math.pow(all.size(), random.nextDouble()) - 1);
    }

    private List<TypePlan> urn(String key) {
        return urns.computeIfAbsent(key, absent -> new ArrayList<>());
    }
}
