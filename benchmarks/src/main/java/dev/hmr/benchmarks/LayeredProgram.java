package dev.hmr.benchmarks;

import dev.hmr.graph.ClassFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Class files of a program in layers, as a server has them: each class calls three of the layer below. The same for the same
 * sizes; no class depends on itself over others.
 */
final class LayeredProgram {
    private static final int LINKS = 3;
    private static final int PER_PACKAGE = 25;

    private final List<List<ClassNode>> layers = new ArrayList<>();

    private record ClassNode(String name, List<String> links) {}

    /** @param sizes of the layers, the lowest first */
    LayeredProgram(int... sizes) {
        Random random = new Random(sizes.length);
        List<ClassNode> below = List.of();
        for (int size : sizes) {
            List<ClassNode> layer = new ArrayList<>();
            for (int at = 0; at < size; at++) {
                List<String> links = new ArrayList<>();
                for (int k = 0; k < LINKS && !below.isEmpty(); k++) {
                    links.add(below.get(random.nextInt(below.size())).name());
                }
                String packageName = "app/l" + layers.size() + "/p" + at / PER_PACKAGE;
                layer.add(new ClassNode(packageName + "/C" + at, links));
            }
            layers.add(layer);
            below = layer;
        }
    }

    int layers() {
        return layers.size();
    }

    int size(int layer) {
        return layers.get(layer).size();
    }

    /** One class, whose method does something else in each version. */
    ClassFile classFile(int layer, int at, int version) {
        ClassNode node = layers.get(layer).get(at);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, node.name(), null, "java/lang/Object", null);
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "value", "()I", null, null);
        method.visitCode();
        method.visitLdcInsn(version);
        for (String link : node.links()) {
            method.visitMethodInsn(Opcodes.INVOKESTATIC, link, "value", "()I", false);
            method.visitInsn(Opcodes.IADD);
        }
        method.visitInsn(Opcodes.IRETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
        writer.visitEnd();
        return ClassFile.read(writer.toByteArray());
    }
}
