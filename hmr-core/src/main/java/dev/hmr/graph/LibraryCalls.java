package dev.hmr.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Whether code hands objects to libraries, which may call any method of them by reflection, as a JSON mapper does. Session
 * thread only.
 */
final class LibraryCalls {
    private final Function<String, @Nullable MethodCalls> code;
    private final Function<String, Set<String>> related;

    /**
     * @param code of a class; null if it is none of the project's
     * @param related the classes that a call may name, or that a call that names this one may run
     */
    LibraryCalls(Function<String, @Nullable MethodCalls> code, Function<String, Set<String>> related) {
        this.code = code;
        this.related = related;
    }

    /** Whether any code does that a method can run. */
    boolean reachedFrom(Member start) {
        Set<Member> seen = new HashSet<>(Set.of(start));
        Deque<Member> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            Member method = open.remove();
            for (String owner : related.apply(method.owner())) {
                MethodCalls type = code.apply(owner);
                MethodCalls.Code calls = type == null ? null : type.methods().get(method.name() + method.descriptor());
                if (calls == null) {
                    continue;
                }
                for (Member call : calls.calls()) {
                    if (code.apply(call.owner()) == null && takesObjects(call)) {
                        return true;
                    }
                    visit(call, seen, open);
                }
                calls.lambdas().forEach(lambda -> visit(Member.method(owner, lambda), seen, open));
                calls.initialized().forEach(used -> visit(Member.initializer(used), seen, open));
                calls.instantiated().forEach(made -> visit(Member.initializer(made), seen, open));
            }
        }
        return false;
    }

    private static void visit(Member method, Set<Member> seen, Deque<Member> open) {
        if (seen.add(method)) {
            open.add(method);
        }
    }

    private static boolean takesObjects(Member call) {
        return Arrays.stream(Type.getArgumentTypes(call.descriptor()))
                .anyMatch(type -> type.getSort() >= Type.ARRAY
                        && !type.getInternalName().equals("java/lang/String")
                        && !type.getInternalName().equals("java/lang/Class"));
    }
}
