package dev.hmr.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/**
 * What reflection shows of a class that no other code can tell.
 *
 * @param members its member classes, with their access flags
 * @param parameters the names of parameters, by method
 */
record Shown(Set<String> members, Map<String, List<String>> parameters) {
    static Shown of(ClassFile file) {
        ClassNode node = new ClassNode();
        new ClassReader(file.bytes()).accept(node, ClassReader.SKIP_CODE);
        Set<String> members = new HashSet<>();
        node.innerClasses.stream()
                .filter(inner ->
                        file.name().equals(inner.outerName) || file.name().equals(inner.name))
                .forEach(inner -> members.add(inner.access + " " + inner.name + " " + inner.outerName));
        Map<String, List<String>> parameters = new HashMap<>();
        node.methods.stream()
                .filter(method -> method.parameters != null)
                .forEach(method -> parameters.put(
                        method.name + method.desc,
                        method.parameters.stream()
                                .map(parameter -> parameter.access + " " + parameter.name)
                                .toList()));
        return new Shown(members, parameters);
    }
}
