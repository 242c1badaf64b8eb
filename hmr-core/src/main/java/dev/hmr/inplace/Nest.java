package dev.hmr.inplace;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicLong;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Gets into the nest of a class from outside. The JVM lets only code of the same module define a nestmate, and each class
 * loader has an unnamed module of its own; but it lets us define a plain class in the package, which hands its rights on.
 */
final class Nest {
    private static final AtomicLong NUMBER = new AtomicLong();
    private static final MethodType LOOKUP = MethodType.methodType(Lookup.class);

    private Nest() {}

    /** A lookup with all rights that code of the class has. */
    static Lookup lookup(Class<?> host) throws IllegalAccessException {
        Lookup guest = MethodHandles.privateLookupIn(host, MethodHandles.lookup());
        if (guest.hasFullPrivilegeAccess()) {
            return guest;
        }
        Class<?> door = guest.defineClass(door(Type.getInternalName(host) + "$$HmrDoor" + NUMBER.incrementAndGet()));
        try {
            MethodHandle lookup = guest.findStatic(door, "lookup", LOOKUP);
            return MethodHandles.privateLookupIn(host, (Lookup) lookup.invoke());
        } catch (Error | RuntimeException | IllegalAccessException e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("No way into the nest of " + host.getName(), e);
        }
    }

    private static byte[] door(String name) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        int flags = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        writer.visit(Opcodes.V17, flags, name, null, "java/lang/Object", null);
        MethodVisitor code =
                writer.visitMethod(Opcodes.ACC_STATIC, "lookup", LOOKUP.toMethodDescriptorString(), null, null);
        code.visitCode();
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                Type.getInternalName(MethodHandles.class),
                "lookup",
                LOOKUP.toMethodDescriptorString(),
                false);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
