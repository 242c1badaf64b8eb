package dev.hmr.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Where a class starts threads, or makes or feeds what will: by name, for a thread does not tell who started it. */
public final class ThreadStarts {
    private static final String CONCURRENT = "java/util/concurrent/";
    private static final Set<String> FED = Set.of("execute", "submit", "invokeAll", "invokeAny");

    private ThreadStarts() {}

    /** The places in a class file, as stack traces name them: {@code Poller.java:12}; none without debug information. */
    public static List<String> in(byte[] classFile) {
        Reader reader = new Reader();
        new ClassReader(classFile).accept(reader, ClassReader.SKIP_FRAMES);
        return reader.places();
    }

    private static boolean starts(String owner, String method, String descriptor) {
        if (method.equals("start") && descriptor.startsWith("()")) {
            return true;
        }
        if (owner.startsWith(CONCURRENT)) {
            boolean makesPool = method.equals("<init>") && (owner.endsWith("Executor") || owner.endsWith("Pool"));
            return makesPool
                    || owner.equals(CONCURRENT + "Executors")
                    || FED.contains(method)
                    || method.startsWith("schedule")
                    || method.endsWith("Async");
        }
        return switch (owner) {
            case "java/util/Timer" -> method.equals("<init>");
            case "java/lang/Thread" -> method.equals("startVirtualThread");
            default -> false;
        };
    }

    private static final class Reader extends ClassVisitor {
        private final Set<Integer> lines = new TreeSet<>();
        private @Nullable String source;

        Reader() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitSource(@Nullable String file, @Nullable String debug) {
            source = file;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                private int line;

                @Override
                public void visitLineNumber(int number, Label start) {
                    line = number;
                }

                @Override
                public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
                    if (line > 0 && starts(owner, method, type)) {
                        lines.add(line);
                    }
                }
            };
        }

        List<String> places() {
            List<String> places = new ArrayList<>();
            if (source != null) {
                lines.forEach(line -> places.add(source + ":" + line));
            }
            return places;
        }
    }
}
