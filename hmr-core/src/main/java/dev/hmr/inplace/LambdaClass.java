package dev.hmr.inplace;

import java.lang.invoke.MethodType;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class of the objects that a lambda makes whose body was added: it holds what was captured and calls the body. The JDK's own way
 * cannot name a method of a hidden class, which under JDK 17 is an error when the lambda is run.
 */
final class LambdaClass {
    private static final String OBJECT = "java/lang/Object";
    static final Handle CALL = DynamicUse.bootstrap("call");
    static final Handle LAMBDA = new Handle(
            Opcodes.H_INVOKESTATIC,
            Type.getInternalName(Companions.class),
            "lambda",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                    + "Ljava/lang/String;Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
            false);

    private final Class<?> neighbour;
    private final String host;
    private final String key;
    private final String method;
    private final Class<?> implemented;
    private final MethodType captured;
    private final Type erased;

    /**
     * Describes the class.
     *
     * @param neighbour a class of the nest that the lambda stands in, not a hidden one
     * @param host the name of the class that the body was added to
     */
    LambdaClass(Class<?> neighbour, String host, String key, String method, MethodType factory, MethodType erased) {
        this.neighbour = neighbour;
        this.host = host;
        this.key = key;
        this.method = method;
        this.implemented = factory.returnType();
        this.captured = factory.erase().changeReturnType(void.class);
        this.erased = Type.getMethodType(erased.toMethodDescriptorString());
    }

    /** The types that its constructor takes. */
    List<Class<?>> captured() {
        return captured.parameterList();
    }

    byte[] bytes() {
        // As the JDK calls them, for objects of lambdas may be printed.
        String name = Detour.host(Type.getInternalName(neighbour)) + "$$Lambda";
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        int flags = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        writer.visit(Opcodes.V17, flags, name, null, OBJECT, new String[] {Type.getInternalName(implemented)});
        Type[] fields = Type.getArgumentTypes(captured.toMethodDescriptorString());
        constructor(writer, name, fields);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method, erased.getDescriptor(), null, null);
        code.visitCode();
        StringBuilder taken = new StringBuilder("(");
        for (int i = 0; i < fields.length; i++) {
            writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "c" + i, fields[i].getDescriptor(), null, null);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, "c" + i, fields[i].getDescriptor());
            taken.append(fields[i].getDescriptor());
        }
        int slot = 1;
        for (Type parameter : erased.getArgumentTypes()) {
            code.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), slot);
            slot += parameter.getSize();
            taken.append(parameter.getDescriptor());
        }
        taken.append(')').append(erased.getReturnType().getDescriptor());
        code.visitInvokeDynamicInsn("body", taken.toString(), CALL, host, key);
        code.visitInsn(erased.getReturnType().getOpcode(Opcodes.IRETURN));
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void constructor(ClassWriter writer, String name, Type[] fields) {
        MethodVisitor code = writer.visitMethod(0, "<init>", captured.toMethodDescriptorString(), null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
        int slot = 1;
        for (int i = 0; i < fields.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitVarInsn(fields[i].getOpcode(Opcodes.ILOAD), slot);
            code.visitFieldInsn(Opcodes.PUTFIELD, name, "c" + i, fields[i].getDescriptor());
            slot += fields[i].getSize();
        }
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
