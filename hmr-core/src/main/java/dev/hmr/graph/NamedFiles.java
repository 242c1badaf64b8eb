package dev.hmr.graph;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Finds the methods that name one of some files, as code does that is about to read it: by its path or the end of it, or as
 * a resource bundle, or as a service whose providers the file names. A name that is only made up as the code runs is not found. Immutable.
 */
final class NamedFiles {
    private static final String BUNDLE = ".properties";

    private final List<String> paths;
    /** What stands in a class file that names one of them, for a look at its bytes. */
    private final List<byte[]> traces;

    /** @param paths below the root of the resources: {@code app/limits.properties} */
    NamedFiles(Collection<String> paths) {
        this.paths = List.copyOf(paths);
        this.traces = paths.stream()
                .map(NamedFiles::trace)
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static String trace(String path) {
        if (path.startsWith(ServiceUse.FILES)) {
            return Names.internal(path.substring(ServiceUse.FILES.length()));
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        return isBundle(name) ? name.replaceFirst("[_.].*", "") : name;
    }

    /** The methods of a class that do, as name + descriptor. */
    Set<String> methodsOf(ClassFile file) {
        Set<String> found = new HashSet<>();
        if (traces.stream().anyMatch(trace -> contains(file.bytes(), trace))) {
            new ClassReader(file.bytes()).accept(new Search(found), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
        return found;
    }

    private static boolean contains(byte[] text, byte[] part) {
        for (int i = 0; i <= text.length - part.length; i++) {
            int matching = 0;
            while (matching < part.length && text[i + matching] == part[matching]) {
                matching++;
            }
            if (matching == part.length) {
                return true;
            }
        }
        return false;
    }

    private boolean isPath(String literal) {
        String name = literal.startsWith("/") ? literal.substring(1) : literal;
        return paths.stream()
                .anyMatch(path -> path.equals(name)
                        || (name.contains(".") && path.endsWith("/" + name))
                        || name.endsWith("/" + path));
    }

    /** Bundles are named as classes are, and without the language. */
    private boolean isBundle(@Nullable String literal, String path) {
        if (literal == null || !isBundle(path)) {
            return false;
        }
        String name = literal.replace('.', '/');
        String rest = path.startsWith(name) ? path.substring(name.length()) : "";
        return rest.equals(BUNDLE) || (rest.startsWith("_") && rest.indexOf('/') < 0);
    }

    private static boolean isBundle(String path) {
        return path.endsWith(BUNDLE);
    }

    private final class Search extends ClassVisitor {
        private final Set<String> found;

        Search(Set<String> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                private @Nullable String last;

                private @Nullable String lastClass;

                @Override
                public void visitLdcInsn(Object value) {
                    if (value instanceof String literal) {
                        last = literal;
                        look(literal);
                    } else if (value instanceof Type type) {
                        lastClass = type.getClassName();
                    }
                }

                @Override
                public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
                    Stream.of(arguments)
                            .filter(String.class::isInstance)
                            // What a concatenation puts its values between.
                            .flatMap(recipe -> Stream.of(((String) recipe).split("[\1\2]", -1)))
                            .forEach(this::look);
                }

                @Override
                public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
                    if (owner.equals("java/util/ResourceBundle")
                            && paths.stream().anyMatch(path -> isBundle(last, path))) {
                        found.add(method + descriptor);
                    }
                    if (ServiceUse.is(owner, name) && paths.contains(ServiceUse.FILES + lastClass)) {
                        found.add(method + descriptor);
                    }
                }

                private void look(String literal) {
                    if (isPath(literal)) {
                        found.add(method + descriptor);
                    }
                }
            };
        }
    }
}
