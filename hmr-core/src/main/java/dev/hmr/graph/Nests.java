package dev.hmr.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/**
 * Which classes of a unit may use one another's private members, as the JVM sees it: those of one nest. It lets no class join
 * a nest later, so that classes which are added where the others are have a nest of their own.
 *
 * @param running the unit's classes as they run, by internal name
 * @param inputs the class files that these were made of
 */
public record Nests(Map<String, ClassFile> running, Map<String, ClassFile> inputs) {
    public static Nests of(UnitVersion.Contents unit) {
        return new Nests(unit.classes(), unit.inputs());
    }

    /** Whether every class is in the nest that its source puts it in. */
    public boolean areWhole() {
        return inputs.values().stream().allMatch(file -> hostOf(file.name()).equals(file.nestHost()));
    }

    /**
     * Whether a class may not use a member that its source may: a private one, in another nest.
     *
     * @param className internal name
     */
    public boolean bar(String className, Member member) {
        ClassFile owner = running.get(member.owner());
        Integer access = owner == null ? null : MemberLookup.access(owner, member);
        return access != null
                && (access & Opcodes.ACC_PRIVATE) != 0
                && !hostOf(className).equals(hostOf(member.owner()));
    }

    private String hostOf(String className) {
        ClassFile file = running.get(className);
        ClassFile host = file == null ? null : running.get(file.nestHost());
        return host != null && host.nestMembers().contains(className) ? host.name() : className;
    }

    /** The same classes, by internal name, those of one nest in one without any others. */
    static Map<String, ClassFile> apart(Collection<ClassFile> added) {
        Map<String, ClassFile> apart = new HashMap<>();
        added.stream()
                .collect(Collectors.groupingBy(ClassFile::nestHost))
                .values()
                .forEach(nest -> apart.putAll(apart(nest)));
        return apart;
    }

    private static Map<String, ClassFile> apart(List<ClassFile> nest) {
        TreeMap<String, ClassFile> members = new TreeMap<>();
        nest.forEach(file -> members.put(file.name(), file));
        String host = members.firstKey();
        List<String> others = new ArrayList<>(members.tailMap(host, false).keySet());
        members.replaceAll((name, file) -> name.equals(host) ? in(file, null, others) : in(file, host, null));
        return members;
    }

    private static ClassFile in(ClassFile file, @Nullable String host, @Nullable List<String> members) {
        ClassNode node = new ClassNode();
        new ClassReader(file.bytes()).accept(node, 0);
        node.nestHostClass = host;
        node.nestMembers = members;
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        return ClassFile.read(writer.toByteArray());
    }
}
