package dev.hmr.benchmarks.program;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** A class before it is written down: its name and what it uses. One thread at a time. */
final class TypePlan {
    private final Kind kind;
    private final String packageName;
    private final String name;
    private final Set<TypePlan> uses = new LinkedHashSet<>();
    private final Set<TypePlan> usesInCycle = new LinkedHashSet<>();
    private boolean used;
    private boolean usedFromOutside;
    private boolean packagePrivate;

    TypePlan(Kind kind, String packageName, String name) {
        this.kind = kind;
        this.packageName = packageName;
        this.name = name;
    }

    Kind kind() {
        return kind;
    }

    String packageName() {
        return packageName;
    }

    String name() {
        return name;
    }

    /** What it uses, in an order without cycles. */
    Set<TypePlan> uses() {
        return uses;
    }

    Stream<TypePlan> uses(Kind kind) {
        return uses.stream().filter(used -> used.kind == kind);
    }

    /** What a variant implements. */
    TypePlan contract() {
        return uses(Kind.CONTRACT).findFirst().orElseThrow();
    }

    /** What it uses that uses it in turn. */
    Set<TypePlan> usesInCycle() {
        return usesInCycle;
    }

    void use(TypePlan other) {
        uses.add(other);
        other.usedBy(this);
    }

    void useInCycle(TypePlan other) {
        usesInCycle.add(other);
        other.usedBy(this);
    }

    private void usedBy(TypePlan user) {
        used = true;
        usedFromOutside |= !user.packageName.equals(packageName);
    }

    boolean isUsed() {
        return used;
    }

    /** Takes away {@code public}, if nothing outside its package needs it. */
    void hide() {
        packagePrivate = !usedFromOutside && kind != Kind.HANDLER;
    }

    String modifier() {
        return packagePrivate ? "" : "public ";
    }

    String path() {
        return (packageName + "." + name).replace('.', '/') + ".java";
    }
}
