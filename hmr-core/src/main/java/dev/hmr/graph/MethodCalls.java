package dev.hmr.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
 * What the methods of one class do and what they call. The body of a lambda counts as part of the method it stands in, so
 * that the numbers that compilers give to lambdas do not matter.
 *
 * @param shape a digest of the class without its members
 * @param methods by name + descriptor
 */
record MethodCalls(long shape, Map<String, Code> methods) {
    /** How compilers begin the name of the method that holds a lambda body; a number follows that means nothing. */
    static final String LAMBDA = "lambda$";

    /**
     * One method.
     *
     * @param digest of its code, lambda bodies in it included
     * @param calls methods that it calls or makes a reference to
     * @param instantiated classes that it makes objects of, or whose class object it passes on; to ask for a logger or for
     *     the class's name is not to pass it on
     * @param initialized classes whose static fields it uses
     */
    record Code(long digest, Set<Member> calls, Set<String> instantiated, Set<String> initialized) {}

    static MethodCalls of(ClassFile file) {
        CodeDigests digests = CodeDigests.of(file.bytes(), method -> method.startsWith(LAMBDA) ? LAMBDA : method);
        Reader reader = new Reader(file.name());
        new ClassReader(file.bytes()).accept(reader, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        Map<String, Code> methods = new HashMap<>();
        reader.found.forEach((method, found) -> {
            Code code = new Code(0, new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
            long digest = absorb(method, reader.found, digests.members(), code, new LinkedHashSet<>());
            methods.put(method, new Code(digest, code.calls(), code.instantiated(), code.initialized()));
        });
        return new MethodCalls(digests.shape(), methods);
    }

    /** Lambda bodies nest only as deep as the source does. */
    private static long absorb(
            String method, Map<String, Found> found, Map<String, Long> digests, Code into, Set<String> absorbed) {
        Found own = found.get(method);
        if (own == null || !absorbed.add(method)) {
            return 0;
        }
        into.calls().addAll(own.calls);
        into.instantiated().addAll(own.instantiated);
        into.initialized().addAll(own.initialized);
        long digest = digests.getOrDefault(method, 0L);
        for (String lambda : own.lambdas) {
            digest = digest * 31 + absorb(lambda, found, digests, into, absorbed);
        }
        return digest;
    }

    private static boolean isLambdaBody(String owner, Handle handle) {
        return handle.getOwner().equals(owner) && handle.getName().startsWith(LAMBDA);
    }

    private static final class Found {
        final List<String> lambdas = new ArrayList<>();
        final Set<Member> calls = new LinkedHashSet<>();
        final Set<String> instantiated = new LinkedHashSet<>();
        final Set<String> initialized = new LinkedHashSet<>();
    }

    private static final class Reader extends ClassVisitor {
        private final String owner;
        private final Map<String, Found> found = new HashMap<>();

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
            Found into = new Found();
            found.put(method + descriptor, into);
            return new MethodVisitor(Opcodes.ASM9) {
                /** The class object that the next call may take, if nothing else makes use of the class. */
                private @Nullable String literal;

                @Override
                public void visitMethodInsn(int opcode, String callee, String name, String type, boolean isInterface) {
                    if (literal != null && LiteralUses.areHarmless(callee, name, type)) {
                        into.instantiated.remove(literal);
                    }
                    literal = null;
                    into.calls.add(new Member(callee, name, type));
                    if (name.equals("<init>")) {
                        into.instantiated.add(callee);
                    } else if (opcode == Opcodes.INVOKESTATIC) {
                        into.initialized.add(callee);
                    }
                }

                @Override
                public void visitFieldInsn(int opcode, String callee, String name, String type) {
                    literal = null;
                    if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) {
                        into.initialized.add(callee);
                    }
                }

                @Override
                public void visitLdcInsn(Object value) {
                    literal = null;
                    if (value instanceof Type type && !Names.elementClass(type).isEmpty()) {
                        String named = Names.elementClass(type);
                        literal = into.instantiated.add(named) ? named : null;
                    }
                }

                @Override
                public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
                    literal = null;
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle) {
                            handle(handle);
                        }
                    }
                }

                private void handle(Handle handle) {
                    if (isLambdaBody(owner, handle)) {
                        into.lambdas.add(handle.getName() + handle.getDesc());
                    } else {
                        into.calls.add(new Member(handle.getOwner(), handle.getName(), handle.getDesc()));
                        if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
                            into.instantiated.add(handle.getOwner());
                        }
                    }
                }
            };
        }
    }
}
