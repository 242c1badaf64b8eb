package dev.hmr.graph;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds the methods that name one of some files, as code does that is about to read it: by its path or the end of it, as a
 * resource bundle, or as a service whose providers the file names. A name that is only made up as the code runs is not
 * found. Immutable.
 */
final class NamedFiles {
    private static final String BUNDLE = ".properties";
    private static final String SERVICES = "META-INF/services/";

    private final Set<String> paths;
    private final Set<String> simpleNames;
    /** As {@code getBundle} takes them, with slashes: each without its language, country and so on, one by one. */
    private final Set<String> bundles;
    /** Internal names of the services. */
    private final Set<String> services;

    /** @param paths below the root of the resources: {@code app/limits.properties} */
    NamedFiles(Collection<String> paths) {
        this.paths = Set.copyOf(paths);
        this.simpleNames = paths.stream()
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        this.bundles = paths.stream()
                .filter(path -> path.endsWith(BUNDLE))
                .flatMap(path -> baseNames(path.substring(0, path.length() - BUNDLE.length())))
                .collect(Collectors.toSet());
        this.services = paths.stream()
                .filter(path -> path.startsWith(SERVICES))
                .map(path -> Names.internal(path.substring(SERVICES.length())))
                .collect(Collectors.toSet());
    }

    private static Stream<String> baseNames(String bundle) {
        return IntStream.rangeClosed(bundle.lastIndexOf('/') + 1, bundle.length())
                .filter(end -> end == bundle.length() || bundle.charAt(end) == '_')
                .mapToObj(end -> bundle.substring(0, end));
    }

    /** Whether a method gives the providers of the service whose class it takes. */
    static boolean isOfServices(String owner, String method) {
        return owner.equals("java/util/ServiceLoader") && method.startsWith("load");
    }

    /** Whether a method may take the name of a resource bundle. */
    static boolean isOfBundles(String owner) {
        return owner.equals("java/util/ResourceBundle");
    }

    /** The methods of a class that do, as name + descriptor. */
    Set<String> methodsOf(ClassFile file) {
        Set<String> found = new HashSet<>();
        if (!services.isEmpty() || !bundles.isEmpty()) {
            file.calls().methods().forEach((method, code) -> {
                if (!Collections.disjoint(code.services(), services)
                        || code.bundles().stream().anyMatch(this::isBundle)) {
                    found.add(method);
                }
            });
        }
        if (mayHaveLiteralIn(file)) {
            new ClassReader(file.bytes()).accept(new Search(found), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
        return found;
    }

    /** Asked of every class of the project. */
    private boolean mayHaveLiteralIn(ClassFile file) {
        for (String name : simpleNames) {
            if (file.mentionsFile(name)) {
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

    private boolean isBundle(String literal) {
        return bundles.contains(Names.internal(literal));
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
                @Override
                public void visitLdcInsn(Object value) {
                    note(value instanceof String text && isPath(text));
                }

                @Override
                public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
                    note(Stream.of(arguments)
                            .filter(String.class::isInstance)
                            // What a concatenation puts its values between.
                            .flatMap(recipe -> Stream.of(((String) recipe).split("[\1\2]", -1)))
                            .anyMatch(NamedFiles.this::isPath));
                }

                private void note(boolean named) {
                    if (named) {
                        found.add(method + descriptor);
                    }
                }
            };
        }
    }
}
