package dev.hmr.graph;

import java.util.Set;

/** What code does by reflection that depends on its nest: there, one class may use the private members of another. */
final class NestRights {
    private static final Set<String> QUESTIONS =
            Set.of("getNestHost", "getNestMembers", "isNestmateOf", "getEnclosingMethod", "getEnclosingConstructor");
    private static final Set<String> MEMBERS =
            Set.of("java/lang/reflect/Field", "java/lang/reflect/Method", "java/lang/reflect/Constructor");

    private NestRights() {}

    /** Whether a call shows which nest, or which method, a class belongs to. */
    static boolean areAskedFor(String owner, String method) {
        return owner.equals("java/lang/Class") && QUESTIONS.contains(method);
    }

    /** Whether a call may use a member, or hand on the right to, because the caller may. */
    static boolean areUsed(String owner, String method) {
        if (MEMBERS.contains(owner)) {
            return method.equals("invoke")
                    || method.equals("newInstance")
                    || method.matches("[gs]et(Boolean|Byte|Char|Short|Int|Long|Float|Double)?");
        }
        return method.equals("newUpdater")
                || (owner.equals("java/lang/invoke/MethodHandles") && method.equals("lookup"))
                || (owner.equals("java/lang/Class") && method.equals("newInstance"));
    }
}
