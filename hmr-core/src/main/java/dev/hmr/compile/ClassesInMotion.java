package dev.hmr.compile;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/**
 * Where the class files on disk are not the truth.
 *
 * @param hidden binary names of classes to be compiled or gone: their class files in directories must not be found
 * @param fresh class files compiled just now and not written yet, by binary name
 */
record ClassesInMotion(Set<String> hidden, Map<String, byte[]> fresh) implements Serializable {
    static final ClassesInMotion NONE = new ClassesInMotion(Set.of(), Map.of());

    ClassesInMotion {
        hidden = Set.copyOf(hidden);
        fresh = Map.copyOf(fresh);
    }

    /** The packages that have hidden classes. */
    Set<String> packagesWithHidden() {
        return hidden.stream().map(ClassesInMotion::packageOf).collect(Collectors.toSet());
    }

    /** The fresh classes of a package. */
    List<JavaFileObject> fresh(String packageName, boolean recurse) {
        return fresh.entrySet().stream()
                .filter(file -> {
                    String home = packageOf(file.getKey());
                    return home.equals(packageName) || (recurse && home.startsWith(packageName + "."));
                })
                .<JavaFileObject>map(file -> new Fresh(file.getKey(), file.getValue()))
                .toList();
    }

    boolean hasFresh(String packageName) {
        return fresh.keySet().stream().anyMatch(name -> packageOf(name).equals(packageName));
    }

    static String packageOf(String binaryName) {
        return binaryName.substring(0, Math.max(0, binaryName.lastIndexOf('.')));
    }

    /** A class file that is not on disk. */
    static final class Fresh extends SimpleJavaFileObject {
        private final String binaryName;
        private final byte[] content;

        private Fresh(String binaryName, byte[] content) {
            super(URI.create("fresh:///" + binaryName.replace('.', '/') + Kind.CLASS.extension), Kind.CLASS);
            this.binaryName = binaryName;
            this.content = content;
        }

        String binaryName() {
            return binaryName;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(content);
        }
    }
}
