package dev.hmr.inplace;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** One way to use a private member from another nest of the same package. */
record PrivateMember(Kind kind, String name, String descriptor) {
    private static final String PREFIX = "private ";

    enum Kind {
        CONSTRUCT,
        CALL,
        CALL_STATIC,
        GET,
        GET_STATIC,
        PUT,
        PUT_STATIC
    }

    static PrivateMember of(MethodInsnNode call) {
        Kind kind = call.name.equals("<init>")
                ? Kind.CONSTRUCT
                : call.getOpcode() == Opcodes.INVOKESTATIC ? Kind.CALL_STATIC : Kind.CALL;
        return new PrivateMember(kind, call.name, call.desc);
    }

    static PrivateMember of(FieldInsnNode use) {
        Kind kind = switch (use.getOpcode()) {
            case Opcodes.GETFIELD -> Kind.GET;
            case Opcodes.GETSTATIC -> Kind.GET_STATIC;
            case Opcodes.PUTFIELD -> Kind.PUT;
            default -> Kind.PUT_STATIC;
        };
        return new PrivateMember(kind, use.name, use.desc);
    }

    /** @param target of a lambda or method reference, and so a method or constructor */
    static PrivateMember of(Handle target) {
        Kind kind = switch (target.getTag()) {
            case Opcodes.H_NEWINVOKESPECIAL -> Kind.CONSTRUCT;
            case Opcodes.H_INVOKESTATIC -> Kind.CALL_STATIC;
            default -> Kind.CALL;
        };
        return new PrivateMember(kind, target.getName(), target.getDesc());
    }

    /** What a dynamic call knows it by; it is not the key of an added method. */
    String key() {
        return PREFIX + kind + " " + name + " " + descriptor;
    }

    static boolean isKey(String key) {
        return key.startsWith(PREFIX);
    }

    static PrivateMember ofKey(String key) {
        String[] parts = key.substring(PREFIX.length()).split(" ", 3);
        return new PrivateMember(Kind.valueOf(parts[0]), parts[1], parts[2]);
    }

    /** What an instruction that uses it takes from the stack and leaves there. */
    String use(String owner) {
        String object = "L" + owner + ";";
        return switch (kind) {
            case CONSTRUCT -> descriptor.substring(0, descriptor.length() - 1) + object;
            case CALL -> "(" + object + descriptor.substring(1);
            case CALL_STATIC -> descriptor;
            case GET -> "(" + object + ")" + descriptor;
            case GET_STATIC -> "()" + descriptor;
            case PUT -> "(" + object + descriptor + ")V";
            case PUT_STATIC -> "(" + descriptor + ")V";
        };
    }

    /** Does what the instruction would, the initialization of the class included; private methods have no overrides. */
    MethodHandle find(Class<?> owner, Lookup caller)
            throws IllegalAccessException, NoSuchFieldException, NoSuchMethodException {
        Lookup inside = MethodHandles.privateLookupIn(owner, caller);
        boolean isMethod = descriptor.startsWith("(");
        MethodType type = MethodType.fromMethodDescriptorString(
                isMethod ? descriptor : "()" + descriptor, owner.getClassLoader());
        Class<?> field = type.returnType();
        return switch (kind) {
            case CONSTRUCT -> inside.findConstructor(owner, type).asFixedArity();
            case CALL -> inside.findVirtual(owner, name, type).asFixedArity();
            case CALL_STATIC -> inside.findStatic(owner, name, type).asFixedArity();
            case GET -> inside.findGetter(owner, name, field);
            case GET_STATIC -> inside.findStaticGetter(owner, name, field);
            case PUT -> inside.findSetter(owner, name, field);
            case PUT_STATIC -> inside.findStaticSetter(owner, name, field);
        };
    }
}
