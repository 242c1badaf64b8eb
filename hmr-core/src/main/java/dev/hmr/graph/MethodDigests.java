package dev.hmr.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the methods of one class do, each with the lambda bodies that stand in it, so that the numbers which compilers give
 * to lambdas do not matter.
 *
 * @param shape a digest of the class without its members and nested classes
 * @param fields by name and descriptor
 * @param methods by name + descriptor
 */
record MethodDigests(long shape, Map<String, Long> fields, Map<String, Long> methods) {

    static MethodDigests of(ClassFile file) {
        MethodCalls calls = file.calls();
        CodeDigests digests = CodeDigests.alone(
                file.bytes(), method -> method.startsWith(MethodCalls.LAMBDA) ? MethodCalls.LAMBDA : method);
        Map<String, Long> fields = new HashMap<>(digests.members());
        fields.keySet().removeAll(calls.methods().keySet());
        Map<String, Long> methods = new HashMap<>();
        calls.methods()
                .keySet()
                .forEach(method -> methods.put(method, absorb(method, calls, digests.members(), new HashSet<>())));
        return new MethodDigests(digests.shape(), fields, methods);
    }

    /** Lambda bodies nest only as deep as the source does. */
    private static long absorb(String method, MethodCalls calls, Map<String, Long> digests, Set<String> absorbed) {
        MethodCode code = calls.methods().get(method);
        if (code == null || !absorbed.add(method)) {
            return 0;
        }
        long digest = digests.getOrDefault(method, 0L);
        for (String lambda : code.lambdas()) {
            digest = digest * 31 + absorb(lambda, calls, digests, absorbed);
        }
        return digest;
    }
}
