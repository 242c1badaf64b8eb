package dev.hmr.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What the methods of one class call.
 *
 * @param methods by name + descriptor
 */
record MethodCalls(Map<String, MethodCode> methods) {
    /** How compilers begin the name of the method that holds a lambda body; a number follows that means nothing. */
    static final String LAMBDA = "lambda$";

    /** The services whose providers any of them asks for. */
    Set<String> services() {
        Set<String> all = new HashSet<>();
        methods.values().forEach(code -> all.addAll(code.services()));
        return all;
    }

    static MethodCalls of(ClassFile file) {
        Reader reader = new Reader(file.name());
        new ClassReader(file.bytes()).accept(reader, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new MethodCalls(reader.found);
    }

    private static boolean isLambdaBody(String owner, Handle handle) {
        return handle.getOwner().equals(owner) && handle.getName().startsWith(LAMBDA);
    }

    private static final class Reader extends ClassVisitor {
        private final String owner;
        private final Map<String, MethodCode> found = new HashMap<>();

        Reader(String owner) {
            super(Opcodes.ASM9);
            this.owner = owner;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodCode into = new MethodCode();
            return new MethodVisitor(Opcodes.ASM9) {
                /** The class object that the next call may take, if nothing else makes use of the class. */
                private @Nullable String literal;

                private @Nullable String lastClass;
                private @Nullable String lastText;

                @Override
                public void visitMethodInsn(int opcode, String callee, String name, String type, boolean isInterface) {
                    if (literal != null && Reflection.areHarmless(callee, name, type)) {
                        into.instantiated().remove(literal);
                        into.literals().remove(literal);
                    }
                    literal = null;
                    if (lastClass != null && NamedFiles.isOfServices(callee, name)) {
                        into.services().add(lastClass);
                    } else if (lastText != null && NamedFiles.isOfBundles(callee)) {
                        into.bundles().add(lastText);
                    }
                    into.call(callee, name, type);
                    if (Reflection.runsUnseen(callee, name)) {
                        into.reflection().add(Names.simple(callee) + "." + name);
                    }
                    if (name.equals("<init>")) {
                        into.instantiate(callee);
                    } else if (opcode == Opcodes.INVOKESTATIC) {
                        into.initialize(callee);
                    }
                }

                @Override
                public void visitTypeInsn(int opcode, String type) {
                    if (opcode == Opcodes.CHECKCAST) {
                        into.casts().add(Type.getObjectType(type).getDescriptor());
                    }
                }

                @Override
                public void visitEnd() {
                    found.put(method + descriptor, into.compact());
                }

                @Override
                public void visitFieldInsn(int opcode, String callee, String name, String type) {
                    literal = null;
                    boolean isRead = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
                    if (type.length() > 1) {
                        (isRead ? into.reads() : into.writes()).add(new Member(callee, name, type));
                    }
                    if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) {
                        into.initialize(callee);
                    }
                }

                @Override
                public void visitLdcInsn(Object value) {
                    literal = null;
                    if (value instanceof Type type && !Names.elementClass(type).isEmpty()) {
                        String named = Names.elementClass(type);
                        boolean isFirst = into.literals().add(named);
                        literal = into.instantiate(named) && isFirst ? named : null;
                        lastClass = named;
                    } else if (value instanceof String text) {
                        lastText = text;
                    }
                }

                @Override
                public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
                    literal = null;
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle && handle.getTag() > Opcodes.H_PUTSTATIC) {
                            handle(handle);
                        }
                    }
                    if (LambdaArguments.isLambda(bootstrap)
                            && arguments[LambdaArguments.IMPLEMENTATION] instanceof Handle body) {
                        String shape = Type.getReturnType(type).getInternalName();
                        into.implement(
                                new Member(body.getOwner(), body.getName(), body.getDesc()),
                                new Member(shape, name, arguments[0].toString()));
                    }
                }

                private void handle(Handle handle) {
                    if (isLambdaBody(owner, handle)) {
                        into.lambdas().add(handle.getName() + handle.getDesc());
                    } else {
                        into.refer(handle.getOwner(), handle.getName(), handle.getDesc());
                        if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
                            into.instantiate(handle.getOwner());
                        } else if (handle.getTag() == Opcodes.H_INVOKESTATIC) {
                            into.initialize(handle.getOwner());
                        }
                    }
                }
            };
        }
    }
}
