package dev.hmr.inplace;

import dev.hmr.graph.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * The jar that the JVM wants an agent in. It is written when it is needed, so that it does not matter where HMR itself was
 * loaded from, and holds nothing that could stand in the way of the application's classes.
 */
final class AgentJar {
    private AgentJar() {}

    /** Writes the jar to a temporary file, which goes when the JVM ends. */
    static Path write() throws IOException {
        Path jar = Files.createTempFile("hmr-agent", ".jar");
        jar.toFile().deleteOnExit();
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Agent-Class", Agent.class.getName());
        attributes.putValue("Premain-Class", Agent.class.getName());
        attributes.putValue("Can-Redefine-Classes", "true");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Class<?> type : List.of(Agent.class, AttachAgent.class)) {
                String name = Names.internal(type.getName()) + ".class";
                out.putNextEntry(new JarEntry(name));
                out.write(bytesOf(type));
                out.closeEntry();
            }
        }
        return jar;
    }

    private static byte[] bytesOf(Class<?> type) throws IOException {
        String file = type.getSimpleName() + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException(file + " is not where " + type.getName() + " was loaded from");
            }
            return in.readAllBytes();
        }
    }
}
