package dev.hmr.load;

import dev.hmr.graph.Member;
import dev.hmr.graph.Names;
import dev.hmr.load.BridgeOperation.Kind;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Rewrites a class of a child loader so that what its source may access in its package, and what is now in another
 * run-time package, is accessed through {@linkplain Bridges bridges}. Declarations stay as the user wrote them; an
 * instruction is replaced by a call that takes from the stack and leaves there the same.
 */
final class AccessRewriter {
    private final ClassNode node;
    private final Accessibility accessibility;
    private final Bridges bridges;
    private boolean changed;

    AccessRewriter(ClassNode node, Accessibility accessibility, Bridges bridges) {
        this.node = node;
        this.accessibility = accessibility;
        this.bridges = bridges;
    }

    /** Returns whether anything had to be rewritten; the bridges are yet to be defined then. */
    boolean rewrite() {
        // First, for the adapters that it adds are rewritten like any method.
        changed = new DynamicCallRewriter(node, accessibility).rewrite();
        node.methods.forEach(this::rewrite);
        return changed;
    }

    private void rewrite(MethodNode method) {
        Constructions constructions = new Constructions(method);
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            if (instruction instanceof TypeInsnNode type) {
                rewrite(method, type);
            } else if (instruction instanceof FieldInsnNode field) {
                rewrite(method, field);
            } else if (instruction instanceof MethodInsnNode call) {
                rewrite(method, call, constructions);
            } else if (instruction instanceof MultiANewArrayInsnNode array) {
                if (accessibility.isHiddenType(array.desc)) {
                    BridgeOperation operation =
                            new BridgeOperation(Kind.NEW_MULTI_ARRAY, array.desc, "", "", false, array.dims);
                    replace(method, array, Names.elementClass(array.desc), operation);
                }
            } else if (instruction instanceof LdcInsnNode constant
                    && constant.cst instanceof Type type
                    && type.getSort() != Type.METHOD
                    && accessibility.isHiddenType(type.getInternalName())) {
                onType(method, constant, Kind.CLASS_CONSTANT, type.getInternalName());
            }
        }
    }

    private void rewrite(MethodNode method, TypeInsnNode instruction) {
        if (instruction.getOpcode() != Opcodes.NEW && accessibility.isHiddenType(instruction.desc)) {
            Kind kind = switch (instruction.getOpcode()) {
                case Opcodes.CHECKCAST -> Kind.CAST;
                case Opcodes.INSTANCEOF -> Kind.INSTANCE_OF;
                default -> Kind.NEW_ARRAY;
            };
            onType(method, instruction, kind, instruction.desc);
        }
    }

    private void rewrite(MethodNode method, FieldInsnNode field) {
        Member member = new Member(field.owner, field.name, field.desc);
        String home = accessibility.homeOf(member);
        if (home != null) {
            Kind kind = switch (field.getOpcode()) {
                case Opcodes.GETFIELD -> Kind.GET_FIELD;
                case Opcodes.PUTFIELD -> Kind.PUT_FIELD;
                case Opcodes.GETSTATIC -> Kind.GET_STATIC;
                default -> Kind.PUT_STATIC;
            };
            String owner = ownerAt(home, member);
            replace(method, field, home, BridgeOperation.onMember(kind, owner, field.name, field.desc, false));
        }
    }

    private void rewrite(MethodNode method, MethodInsnNode call, Constructions constructions) {
        Member member = new Member(call.owner, call.name, call.desc);
        if (call.getOpcode() == Opcodes.INVOKESPECIAL) {
            String home = constructions.isOfNew(call) ? accessibility.homeOf(member) : null;
            if (home != null) {
                BridgeOperation construct =
                        BridgeOperation.onMember(Kind.CONSTRUCT, call.owner, call.name, call.desc, false);
                if (!constructions.isUsed(call)) {
                    method.instructions.insert(call, new InsnNode(Opcodes.POP));
                }
                constructions.drop(call);
                replace(method, call, home, construct);
            }
            return;
        }
        String home = accessibility.homeOf(member);
        if (home != null) {
            Kind kind = call.getOpcode() == Opcodes.INVOKESTATIC ? Kind.INVOKE_STATIC : Kind.INVOKE_VIRTUAL;
            String owner = ownerAt(home, member);
            replace(method, call, home, BridgeOperation.onMember(kind, owner, call.name, call.desc, call.itf));
        }
    }

    /** The class to name as owner in the bridge: the one that declares the member if that is what hides it. */
    private static String ownerAt(String home, Member member) {
        return home.equals(Names.elementClass(member.owner())) ? member.owner() : home;
    }

    private void onType(MethodNode method, AbstractInsnNode instruction, Kind kind, String operand) {
        replace(method, instruction, Names.elementClass(operand), BridgeOperation.onType(kind, operand));
    }

    private void replace(MethodNode method, AbstractInsnNode instruction, String home, BridgeOperation operation) {
        BridgeMethod bridge = bridges.bridge(home, accessibility.loaderOf(home), operation);
        method.instructions.set(
                instruction,
                new MethodInsnNode(
                        Opcodes.INVOKESTATIC, bridge.bridgeClass(), bridge.name(), bridge.descriptor(), false));
        changed = true;
    }
}
