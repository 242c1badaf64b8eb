package dev.hmr.inplace;

import dev.hmr.graph.ClassFile;
import dev.hmr.graph.LambdaArguments;
import dev.hmr.graph.Member;
import dev.hmr.graph.MemberLookup;
import dev.hmr.graph.Names;
import dev.hmr.graph.UnitVersion;
import dev.hmr.load.HandleAdapters;
import dev.hmr.load.Loaders;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Leads the calls of other classes to methods that were added in place: such a method is declared by the class file that a
 * version was made of, and not by the one that it runs. So are static fields that were added, which all code is led to.
 * Thread-safe.
 */
final class AddedCalls {
    private static final String STATIC = "static ";
    private static final Handle FIELD = DynamicUse.bootstrap("field");

    /** Name + descriptor of all methods that ever were: most calls name none. */
    private final Set<String> methods = ConcurrentHashMap.newKeySet();

    /** All static fields that ever were: what was removed is still used by objects of lambdas that were removed with it. */
    private final Set<Member> fields = ConcurrentHashMap.newKeySet();

    /** From now on a class (internal name) may have what this adds to it. */
    void note(String host, @Nullable Companion companion) {
        if (companion != null) {
            companion.fields().forEach(field -> fields.add(new Member(host, field.name(), field.descriptor())));
            companion.methods().keySet().forEach(key -> methods.add(method(key)));
        }
    }

    /** Whether there can be anything to do at all. */
    boolean isNeeded() {
        return !methods.isEmpty() || !fields.isEmpty();
    }

    /** What is held for a static field that was added. */
    Optional<Loaders.Held> held(Class<?> holder, String field, String descriptor) {
        return fields.contains(new Member(Names.internal(holder.getName()), field, descriptor))
                ? Companions.of(holder).held(field + ":" + descriptor)
                : Optional.empty();
    }

    /** Rewrites a class of a version, or one that links to it; returns whether it had to. */
    boolean rewrite(ClassNode node, UnitVersion version) {
        return new Rewriter(node, version).rewrite();
    }

    /** What a call knows an added method by. */
    static String key(String name, String descriptor, int access) {
        return ((access & Opcodes.ACC_STATIC) == 0 ? "" : STATIC) + name + descriptor;
    }

    /** The name + descriptor of the method that a key stands for. */
    static String method(String key) {
        return isStatic(key) ? key.substring(STATIC.length()) : key;
    }

    static boolean isStatic(String key) {
        return key.startsWith(STATIC);
    }

    /**
     * Puts a dynamic call in place of a call.
     *
     * @param host the class (internal name) that the method was added to
     */
    static void redirect(MethodNode method, MethodInsnNode call, String host, String key) {
        String taken = isStatic(key) ? call.desc : "(L" + call.owner + ";" + call.desc.substring(1);
        DynamicUse.replace(method, call, "added", taken, LambdaClass.CALL, host, key);
    }

    /** Puts a dynamic call in place of the use of a static field that was added to the host (internal name). */
    private static void redirect(MethodNode method, FieldInsnNode use, String host) {
        boolean reads = use.getOpcode() == Opcodes.GETSTATIC;
        String descriptor = reads ? "()" + use.desc : "(" + use.desc + ")V";
        DynamicUse.replace(
                method, use, reads ? Companions.GET : "set", descriptor, FIELD, host, use.name + ":" + use.desc);
    }

    private final class Rewriter {
        private final ClassNode node;
        private final UnitVersion version;
        private final MemberLookup lookup = new MemberLookup(this::declared);
        private final HandleAdapters adapters;
        private boolean changed;

        Rewriter(ClassNode node, UnitVersion version) {
            this.node = node;
            this.version = version;
            this.adapters = new HandleAdapters(node, UnaryOperator.identity());
        }

        boolean rewrite() {
            List.copyOf(node.methods).forEach(this::references);
            node.methods.addAll(adapters.made());
            node.methods.forEach(this::calls);
            return changed;
        }

        private void references(MethodNode method) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof InvokeDynamicInsnNode dynamic && LambdaArguments.isLambda(dynamic.bsm)) {
                    Handle target = (Handle) dynamic.bsmArgs[LambdaArguments.IMPLEMENTATION];
                    Added added = added(target.getOwner(), target.getName(), target.getDesc());
                    if (added != null && dynamic.bsm.getName().equals("metafactory")) {
                        DynamicUse.replace(dynamic, added.host, added.key);
                        changed = true;
                    } else if (added != null) {
                        HandleAdapters.implement(dynamic, adapters.adapterFor(target));
                        changed = true;
                    }
                }
            }
        }

        private void calls(MethodNode method) {
            for (AbstractInsnNode instruction : method.instructions.toArray()) {
                if (instruction instanceof FieldInsnNode use) {
                    String host = hostOf(use);
                    if (host != null) {
                        redirect(method, use, host);
                        changed = true;
                    }
                } else if (instruction instanceof MethodInsnNode call) {
                    Added added = added(call.owner, call.name, call.desc);
                    if (added != null) {
                        redirect(method, call, added.host, added.key);
                        changed = true;
                    }
                }
            }
        }

        private @Nullable Added added(String owner, String name, String descriptor) {
            if (!methods.contains(name + descriptor) || owner.startsWith("[")) {
                return null;
            }
            Member member = new Member(owner, name, descriptor);
            ClassFile host = lookup.declaring(member);
            if (host == null) {
                return null;
            }
            UnitVersion holder = versionOf(host.name());
            ClassFile running = holder == null ? null : holder.classes().get(host.name());
            Integer access = MemberLookup.access(host, member);
            return running == null || access == null || MemberLookup.access(running, member) != null
                    ? null
                    : new Added(host.name(), key(name, descriptor, access));
        }

        /** The class that a static field was added to; null if it is a field like any other. */
        private @Nullable String hostOf(FieldInsnNode use) {
            boolean isStatic = use.getOpcode() == Opcodes.GETSTATIC || use.getOpcode() == Opcodes.PUTSTATIC;
            if (!isStatic || fields.isEmpty()) {
                return null;
            }
            Member field = new Member(use.owner, use.name, use.desc);
            ClassFile declaring = lookup.declaring(field);
            Member added = declaring == null ? field : new Member(declaring.name(), use.name, use.desc);
            UnitVersion holder = fields.contains(added) ? versionOf(added.owner()) : null;
            ClassFile running = holder == null ? null : holder.classes().get(added.owner());
            return running == null || MemberLookup.access(running, added) != null ? null : added.owner();
        }

        private @Nullable ClassFile declared(String className) {
            UnitVersion found = versionOf(className);
            return found == null ? null : found.inputs().get(className);
        }

        /** Of the versions that this one leads to. */
        private @Nullable UnitVersion versionOf(String className) {
            Set<UnitVersion> seen = new HashSet<>(Set.of(version));
            Deque<UnitVersion> open = new ArrayDeque<>(seen);
            while (!open.isEmpty()) {
                UnitVersion next = open.remove();
                if (next.classes().containsKey(className)) {
                    return next;
                }
                next.links().values().stream().filter(seen::add).forEach(open::add);
            }
            return null;
        }
    }

    private record Added(String host, String key) {}
}
