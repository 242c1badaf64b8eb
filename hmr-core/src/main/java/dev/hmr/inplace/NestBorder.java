package dev.hmr.inplace;

import dev.hmr.graph.ClassFile;
import dev.hmr.graph.LambdaArguments;
import dev.hmr.graph.Member;
import dev.hmr.graph.Names;
import dev.hmr.graph.Nests;
import dev.hmr.graph.UnitVersion;
import dev.hmr.load.Constructions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Leads classes of one source to the private members of others that the JVM has in another {@linkplain Nests nest}, because they were
 * added in place. Thread-safe.
 */
final class NestBorder {
    private volatile boolean isNeeded;

    /** From now on there may be such classes. */
    void note() {
        isNeeded = true;
    }

    /** Whether there can be anything to do at all. */
    boolean isNeeded() {
        return isNeeded;
    }

    /** Rewrites a class of a version, or a companion of one; returns whether it had to. */
    boolean rewrite(ClassNode node, UnitVersion version) {
        Nests nests = version.nests();
        Map<String, ClassFile> running = nests.running();
        if (!running.containsKey(Companion.host(node.name)) || nests.areWhole()) {
            return false;
        }
        Crossing crossing = new Crossing(node, nests);
        crossing.rewrite();
        boolean left = leaveMethod(node, running);
        return left || crossing.changed;
    }

    /** Why a class of a unit cannot use what it must from its nest, to follow "because"; null if it can. */
    static @Nullable String obstacle(ClassNode node, Nests nests) {
        Crossing crossing = new Crossing(node, nests);
        crossing.rewrite();
        return crossing.obstacle;
    }

    /** A class that says it stands in a method that was added is asked in vain for it, and so says only where its host is. */
    private static boolean leaveMethod(ClassNode node, Map<String, ClassFile> running) {
        ClassFile host = node.outerMethod == null ? null : running.get(node.outerClass);
        if (host == null || host.methodAccess(node.outerMethod, node.outerMethodDesc) != null) {
            return false;
        }
        node.outerMethod = null;
        node.outerMethodDesc = null;
        return true;
    }

    private static final class Crossing {
        private final ClassNode node;
        private final String name;
        private final Nests nests;
        private boolean changed;
        private @Nullable String obstacle;

        Crossing(ClassNode node, Nests nests) {
            this.node = node;
            this.name = Companion.host(node.name);
            this.nests = nests;
        }

        void rewrite() {
            for (MethodNode method : node.methods) {
                Constructions constructions = new Constructions(method);
                for (AbstractInsnNode instruction : method.instructions.toArray()) {
                    if (instruction instanceof MethodInsnNode call && isBarred(call.owner, call.name, call.desc)) {
                        call(method, call, constructions);
                    } else if (instruction instanceof FieldInsnNode use && isBarred(use.owner, use.name, use.desc)) {
                        replace(method, use, use.owner, PrivateMember.of(use));
                    } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
                        refer(dynamic);
                    } else if (instruction instanceof LdcInsnNode constant) {
                        refuse(barredIn(constant.cst));
                    }
                }
            }
        }

        private boolean isBarred(String owner, String member, String descriptor) {
            return nests.bar(name, new Member(owner, member, descriptor));
        }

        private void call(MethodNode method, MethodInsnNode call, Constructions constructions) {
            if (call.name.equals("<init>")) {
                if (!constructions.isOfNew(call)) {
                    obstacle = Names.simple(name) + " extends " + Names.simple(call.owner)
                            + " by a private constructor, and one of them is new";
                    return;
                }
                if (!constructions.isUsed(call)) {
                    method.instructions.insert(call, new InsnNode(Opcodes.POP));
                }
                constructions.drop(call);
            }
            replace(method, call, call.owner, PrivateMember.of(call));
        }

        private void replace(MethodNode method, AbstractInsnNode instruction, String owner, PrivateMember member) {
            DynamicUse.replace(
                    method, instruction, "private", member.use(owner), LambdaClass.CALL, owner, member.key());
            changed = true;
        }

        private void refer(InvokeDynamicInsnNode dynamic) {
            Handle target = barredIn(dynamic.bsmArgs);
            if (target != null
                    && LambdaArguments.isLambda(dynamic.bsm)
                    && dynamic.bsm.getName().equals("metafactory")) {
                DynamicUse.replace(
                        dynamic, target.getOwner(), PrivateMember.of(target).key());
                changed = true;
            } else {
                refuse(target);
            }
        }

        private void refuse(@Nullable Handle target) {
            if (target != null) {
                obstacle = Names.simple(name) + " refers to " + target.getName() + " of "
                        + Names.simple(target.getOwner()) + ", and one of them is new";
            }
        }

        /** What a constant leads to and may not be used here; null if there is no such thing. */
        private @Nullable Handle barredIn(Object... constants) {
            Deque<Object> open = new ArrayDeque<>(List.of(constants));
            while (!open.isEmpty()) {
                Object constant = open.remove();
                if (constant instanceof Handle target
                        && isBarred(target.getOwner(), target.getName(), target.getDesc())) {
                    return target;
                }
                if (constant instanceof ConstantDynamic dynamic) {
                    for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                        open.add(dynamic.getBootstrapMethodArgument(i));
                    }
                }
            }
            return null;
        }
    }
}
