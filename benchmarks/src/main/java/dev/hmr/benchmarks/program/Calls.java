package dev.hmr.benchmarks.program;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a class reaches what it uses. */
final class Calls {
    private Calls() {}

    /** Fields for the objects that a service works with. */
    static String fields(TypePlan service) {
        return service.uses().stream()
                .filter(Calls::isHeldInField)
                .map(used -> "private final %s %s = %s;\n".formatted(declared(used), field(used), instance(used)))
                .collect(Collectors.joining());
    }

    /** A method that uses all that the class uses. What it calls there uses nothing more, so that it always ends soon. */
    static String total(String modifiers, TypePlan type, String own) {
        String terms = Stream.concat(type.uses().stream(), type.usesInCycle().stream())
                .filter(used -> used.kind() != Kind.CONTRACT)
                .map(used -> "    total += " + call(used, type) + ";\n")
                .collect(Collectors.joining());
        return modifiers + "int total(int n) {\n    int total = " + own + ";\n" + terms + "    return total;\n}\n";
    }

    private static String call(TypePlan used, TypePlan user) {
        boolean inField = user.kind() == Kind.SERVICE && user.uses().contains(used) && isHeldInField(used);
        String object = inField ? field(used) : instance(used);
        return object + (used.kind() == Kind.VARIANT ? ".rate(n)" : ".weigh(n)");
    }

    private static String instance(TypePlan used) {
        return switch (used.kind()) {
            case UTILITY -> used.name();
            case ENUM -> used.name() + ".of(n)";
            case RECORD -> used.name() + ".sample(n)";
            case CONTRACT, VARIANT -> "new " + used.name() + "()";
            case REPOSITORY, SERVICE, HANDLER -> used.name() + ".shared()";
        };
    }

    private static boolean isHeldInField(TypePlan used) {
        return used.kind() == Kind.VARIANT || used.kind() == Kind.REPOSITORY || used.kind() == Kind.SERVICE;
    }

    private static String declared(TypePlan used) {
        return used.kind() == Kind.VARIANT ? used.contract().name() : used.name();
    }

    static String field(TypePlan used) {
        return Character.toLowerCase(used.name().charAt(0)) + used.name().substring(1);
    }
}
