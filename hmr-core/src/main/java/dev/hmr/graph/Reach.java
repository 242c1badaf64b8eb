package dev.hmr.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * The project code that can run when some methods are called or some classes are used: a conservative call graph by class
 * hierarchy analysis (Dean, Grove, Chambers; ECOOP 1995). What a class offers to callers outside the project, such as a
 * JSON mapper, counts as called once the class is instantiated. Sees the index as it is when asked; one thread at a time.
 */
public final class Reach {
    private final ClassIndex index;
    private final MemberLookup lookup;
    private final Map<ClassFile, MethodCalls> calls = new HashMap<>();

    public Reach(ClassIndex index) {
        this.index = index;
        this.lookup = new MemberLookup(index::get);
    }

    /**
     * A digest of all code that can be reached: equal as long as that code does the same, whatever else changed.
     */
    public long fingerprint(CodeOrigins origins) {
        Walk walk = new Walk();
        origins.methods().forEach(walk::call);
        origins.instances().forEach(walk::instantiate);
        return walk.run();
    }

    /** Forgets what was read from class files that are no longer in the index. */
    public void trim() {
        calls.keySet().removeIf(file -> index.get(file.name()) != file);
    }

    private final class Walk {
        private final Set<Member> seen = new HashSet<>();
        private final Set<String> instantiated = new HashSet<>();
        private final Deque<Member> open = new ArrayDeque<>();
        private long sum;

        long run() {
            while (!open.isEmpty()) {
                Member method = open.remove();
                ClassFile file = index.get(method.owner());
                MethodCalls.@Nullable Code code =
                        file == null ? null : callsOf(file).methods().get(method.name() + method.descriptor());
                if (code != null) {
                    sum += mix(code.digest(), method);
                    code.calls().forEach(this::call);
                    code.instantiated().forEach(this::instantiate);
                    code.initialized().forEach(this::initialize);
                }
            }
            return sum;
        }

        void call(Member method) {
            ClassFile declaring = lookup.declaring(method);
            if (declaring == null) {
                return;
            }
            add(new Member(declaring.name(), method.name(), method.descriptor()));
            initialize(declaring.name());
            if (!method.name().startsWith("<")) {
                for (String subtype : index.withSubtypes(method.owner())) {
                    ClassFile file = index.get(subtype);
                    if (file != null && file.methodAccess(method.name(), method.descriptor()) != null) {
                        add(new Member(subtype, method.name(), method.descriptor()));
                    }
                }
            }
        }

        void instantiate(String className) {
            for (ClassFile at = index.get(className); at != null && instantiated.add(at.name()); at = superclass(at)) {
                sum += callsOf(at).shape();
                initialize(at.name());
                for (Map.Entry<String, Integer> method : at.methods().entrySet()) {
                    boolean callableFromOutside = (method.getValue() & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) == 0;
                    if (callableFromOutside) {
                        add(Member.method(at.name(), method.getKey()));
                    }
                }
                at.interfaces().forEach(this::instantiate);
            }
        }

        void initialize(String className) {
            if (index.get(className) != null) {
                add(new Member(className, "<clinit>", "()V"));
            }
        }

        private void add(Member method) {
            if (seen.add(method)) {
                open.add(method);
            }
        }

        private @Nullable ClassFile superclass(ClassFile file) {
            String name = file.superName();
            return name == null ? null : index.get(name);
        }
    }

    private MethodCalls callsOf(ClassFile file) {
        return calls.computeIfAbsent(file, MethodCalls::of);
    }

    /** The same code in another method is other code, except for a lambda body, whose name means nothing. */
    private static long mix(long digest, Member method) {
        String name = method.name().startsWith(MethodCalls.LAMBDA) ? "" : method.name();
        return digest * 31 + method.owner().hashCode() + name.hashCode();
    }
}
