package dev.hmr.load;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Has a class's static initializer ask first whether there are values to take over; if so it assigns them, which for final
 * fields nobody else may do, and is done.
 */
final class InitializerRewriter {
    /** A local variable; the code that was there before begins with none. */
    private static final int VALUES = 0;

    private final ClassNode node;

    InitializerRewriter(ClassNode node) {
        this.node = node;
    }

    /** Returns the fields, in the order in which the initializer takes their values. */
    List<StaticField> rewrite() {
        List<StaticField> fields = new ArrayList<>();
        for (FieldNode field : node.fields) {
            if ((field.access & Opcodes.ACC_STATIC) != 0 && field.value == null) {
                fields.add(new StaticField(field.name, field.desc));
            }
        }
        MethodNode initializer = initializer();
        initializer.instructions.insert(takingOver(fields));
        return fields;
    }

    private InsnList takingOver(List<StaticField> fields) {
        InsnList code = new InsnList();
        LabelNode asBefore = new LabelNode();
        code.add(new LdcInsnNode(Type.getObjectType(node.name)));
        code.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                Type.getInternalName(Loaders.class),
                "takeOver",
                "(Ljava/lang/Class;)[Ljava/lang/Object;",
                false));
        code.add(new VarInsnNode(Opcodes.ASTORE, VALUES));
        code.add(new VarInsnNode(Opcodes.ALOAD, VALUES));
        code.add(new JumpInsnNode(Opcodes.IFNULL, asBefore));
        for (int i = 0; i < fields.size(); i++) {
            code.add(new VarInsnNode(Opcodes.ALOAD, VALUES));
            code.add(new LdcInsnNode(i));
            code.add(new InsnNode(Opcodes.AALOAD));
            code.add(Unboxing.to(Type.getType(fields.get(i).descriptor())));
            code.add(new FieldInsnNode(
                    Opcodes.PUTSTATIC,
                    node.name,
                    fields.get(i).name(),
                    fields.get(i).descriptor()));
        }
        code.add(new InsnNode(Opcodes.RETURN));
        code.add(asBefore);
        code.add(new FrameNode(Opcodes.F_NEW, 0, new Object[0], 0, new Object[0]));
        return code;
    }

    private MethodNode initializer() {
        for (MethodNode method : node.methods) {
            if (method.name.equals("<clinit>")) {
                return method;
            }
        }
        MethodNode added = new MethodNode(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        added.instructions.add(new InsnNode(Opcodes.RETURN));
        node.methods.add(added);
        return added;
    }
}
