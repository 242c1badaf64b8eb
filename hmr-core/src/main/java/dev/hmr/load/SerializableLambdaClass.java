package dev.hmr.load;

import dev.hmr.graph.LambdaArguments;
import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class of the objects that one {@link SerializableLambda} makes: each passes what it is asked to a lambda of the JDK's
 * that is not serializable, and has its written form written instead of itself.
 */
final class SerializableLambdaClass {
    private static final String OBJECT = "java/lang/Object";
    private static final String FORM = Type.getDescriptor(SerializedLambda.class);

    private final String name;
    private final Class<?> implemented;
    private final String method;
    private final Type erased;
    private final Object[] arguments;
    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

    /**
     * Describes the class.
     *
     * @param neighbour a class of the nest that the lambda stands in, not a hidden one
     * @param arguments those of the alternative metafactory, which name further types and further shapes of the method
     */
    SerializableLambdaClass(
            Class<?> neighbour, Class<?> implemented, String method, MethodType erased, Object... arguments) {
        // As the JDK calls them, for objects of lambdas may be printed.
        this.name = Type.getInternalName(neighbour) + "$$Lambda";
        this.implemented = implemented;
        this.method = method;
        this.erased = Type.getMethodType(erased.toMethodDescriptorString());
        this.arguments = arguments;
    }

    byte[] bytes() {
        Set<String> types = new LinkedHashSet<>();
        types.add(Type.getInternalName(implemented));
        types.add(Type.getInternalName(Serializable.class));
        Set<Type> shapes = new LinkedHashSet<>(Set.of(erased));
        Arrays.stream(arguments).skip(LambdaArguments.FLAGS).forEach(argument -> {
            if (argument instanceof Class<?> marker) {
                types.add(Type.getInternalName(marker));
            } else if (argument instanceof MethodType bridge) {
                shapes.add(Type.getMethodType(bridge.toMethodDescriptorString()));
            }
        });
        int flags = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        writer.visit(Opcodes.V17, flags, name, null, OBJECT, types.toArray(String[]::new));
        int held = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
        writer.visitField(held, "lambda", Type.getDescriptor(implemented), null, null);
        writer.visitField(held, "form", FORM, null, null);
        constructor();
        shapes.forEach(this::method);
        replacement();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void constructor() {
        String lambda = Type.getDescriptor(implemented);
        MethodVisitor code = writer.visitMethod(0, "<init>", "(" + lambda + FORM + ")V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitFieldInsn(Opcodes.PUTFIELD, name, "lambda", lambda);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitFieldInsn(Opcodes.PUTFIELD, name, "form", FORM);
        end(code, Type.VOID_TYPE);
    }

    /** The lambda has the erased shape for sure, other ones maybe only by an interface that is not the first. */
    private void method(Type shape) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method, shape.getDescriptor(), null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, name, "lambda", Type.getDescriptor(implemented));
        Type[] given = shape.getArgumentTypes();
        Type[] taken = erased.getArgumentTypes();
        int slot = 1;
        for (int i = 0; i < taken.length; i++) {
            code.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), slot);
            cast(code, given[i], taken[i]);
            slot += given[i].getSize();
        }
        code.visitMethodInsn(
                Opcodes.INVOKEINTERFACE, Type.getInternalName(implemented), method, erased.getDescriptor(), true);
        cast(code, erased.getReturnType(), shape.getReturnType());
        end(code, shape.getReturnType());
    }

    private static void cast(MethodVisitor code, Type from, Type to) {
        if (!from.equals(to)) {
            code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
        }
    }

    /** Serialization and libraries look for it by its name. */
    private void replacement() {
        int flags = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
        MethodVisitor code = writer.visitMethod(flags, "writeReplace", "()Ljava/lang/Object;", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, name, "form", FORM);
        end(code, Type.getObjectType(OBJECT));
    }

    private static void end(MethodVisitor code, Type result) {
        code.visitInsn(result.getOpcode(Opcodes.IRETURN));
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
