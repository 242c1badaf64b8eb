package dev.hmr.graph;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * The calls in one method by byte-code position, as a stack frame tells it. A class that was rewritten for its loader has
 * other positions than its class file; which of the calls to the same method it is stays the same.
 */
public final class CallSites {
    private final Map<Integer, Call> byPosition = new HashMap<>();

    /**
     * A call.
     *
     * @param occurrence which of the calls to this method it is, from 0
     */
    public record Call(Member method, int occurrence) {}

    private CallSites() {}

    /** Reads the calls that a method makes; none if the class does not declare it. */
    public static CallSites of(byte[] definedClass, String name, String descriptor) {
        CallSites sites = new CallSites();
        new Positions(definedClass).accept(name, descriptor, sites.byPosition);
        return sites;
    }

    public @Nullable Call at(int position) {
        return byPosition.get(position);
    }

    static Member callee(MethodInsnNode call) {
        return new Member(call.owner, call.name, call.desc);
    }

    /** ASM tells the position of an instruction to a reader, just before it has the instruction visited. */
    private static final class Positions extends ClassReader {
        private int position;

        Positions(byte[] classFile) {
            super(classFile);
        }

        @Override
        protected void readBytecodeInstructionOffset(int offset) {
            position = offset;
        }

        void accept(String name, String descriptor, Map<Integer, Call> calls) {
            accept(
                    new ClassVisitor(Opcodes.ASM9) {
                        @Override
                        public @Nullable MethodVisitor visitMethod(
                                int access,
                                String method,
                                String type,
                                @Nullable String signature,
                                String @Nullable [] exceptions) {
                            return method.equals(name) && type.equals(descriptor) ? new Calls(calls) : null;
                        }
                    },
                    SKIP_DEBUG | SKIP_FRAMES);
        }

        private final class Calls extends MethodVisitor {
            private final Map<Integer, Call> calls;
            private final Map<Member, Integer> counts = new HashMap<>();

            Calls(Map<Integer, Call> calls) {
                super(Opcodes.ASM9);
                this.calls = calls;
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
                Member method = new Member(owner, name, type);
                calls.put(position, new Call(method, counts.merge(method, 1, Integer::sum) - 1));
            }
        }
    }
}
