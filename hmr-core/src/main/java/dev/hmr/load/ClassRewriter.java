package dev.hmr.load;

import dev.hmr.graph.ClassFile;
import dev.hmr.graph.UnitVersion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/**
 * Makes of a class file what a child loader defines: its static initializer takes over state, it finds by name what serves
 * now, and its code gets through to the rest of its package.
 */
final class ClassRewriter {
    private final ClassFile file;
    private final UnitVersion version;
    private final Loaders loaders;
    private final Accessibility accessibility;
    private final Bridges bridges;
    private List<StaticField> staticFields = List.of();

    ClassRewriter(ClassFile file, UnitVersion version, Loaders loaders) {
        this.file = file;
        this.version = version;
        this.loaders = loaders;
        this.accessibility = new Accessibility(file.name(), version, loaders);
        this.bridges = new Bridges(loaders);
    }

    /** The rewritten class file, its bridges defined; null if the class needs no rewriting. */
    byte @Nullable [] rewrite() {
        boolean hasNeighbours = accessibility.hasNeighbours(file.mentions());
        boolean other = loaders.rewriting().isNeeded();
        if (!hasNeighbours && !other && !file.hasStaticState() && !file.usesLoaders()) {
            return null;
        }
        ClassNode node = new ClassNode();
        new ClassReader(file.bytes()).accept(node, ClassReader.EXPAND_FRAMES);
        // First of all, for what it puts in place of an instruction may need to get through to the package too.
        boolean changed = other && loaders.rewriting().rewrite(node, version);
        if (file.hasStaticState()) {
            // Before access is rewritten, for what it adds may need to get through to the package too.
            staticFields = new InitializerRewriter(node).rewrite();
            changed = true;
        }
        if (file.usesLoaders()) {
            new LoaderUseRewriter(node).rewrite();
            // After it, for what stands in for a method reference may make a stream.
            new ObjectInputRewriter(node).rewrite();
            changed = true;
        }
        if (hasNeighbours) {
            changed |= new AccessRewriter(node, accessibility, bridges).rewrite();
        }
        if (!changed) {
            return null;
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        bridges.define();
        return writer.toByteArray();
    }

    /** The loader of each bridge class that the rewritten class names, by internal name. */
    Map<String, ClassLoader> usedBridges() {
        return bridges.used();
    }

    /** The fields that the rewritten initializer asks values for, in its order. */
    List<StaticField> staticFields() {
        return staticFields;
    }
}
