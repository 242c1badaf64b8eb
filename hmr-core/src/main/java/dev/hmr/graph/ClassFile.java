package dev.hmr.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * A class file as the engine sees it: read once, never loaded to look at it. Names are internal names. Immutable and
 * thread-safe; what not every class is asked for, such as {@link #code()}, is read when first asked.
 */
public final class ClassFile {
    private final byte[] bytes;
    private final String name;
    private final @Nullable String superName;
    private final List<String> interfaces;
    private final int access;
    private final Set<String> mentions;
    private final int[] files;
    private final ClassFacts facts;
    private volatile @Nullable CodeDigests code;
    private volatile @Nullable MethodCalls calls;
    private volatile @Nullable MethodDigests methodDigests;

    private ClassFile(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        this.bytes = bytes;
        this.name = reader.getClassName();
        this.superName = reader.getSuperName();
        this.interfaces = List.of(reader.getInterfaces());
        this.access = reader.getAccess();
        ConstantPool constants = new ConstantPool(bytes);
        this.mentions = constants.classes();
        this.files = constants.files();
        mentions.remove(name);
        this.facts = new ClassFacts(name);
        reader.accept(facts, ClassReader.SKIP_FRAMES);
    }

    /**
     * Reads a class file.
     *
     * @throws IllegalArgumentException if the bytes are no class file, or of a newer version than is understood
     */
    public static ClassFile read(byte[] bytes) {
        return new ClassFile(bytes);
    }

    /** The bytes as they were read; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public String name() {
        return name;
    }

    public @Nullable String superName() {
        return superName;
    }

    public List<String> interfaces() {
        return interfaces;
    }

    public boolean isPublic() {
        return (access & Opcodes.ACC_PUBLIC) != 0;
    }

    public boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    /**
     * Whether the class has static fields that its initializer or somebody else gives a value. Those of an enum do not
     * count: they hold the constants or are made from them.
     */
    public boolean hasStaticState() {
        return facts.hasStaticState() && (access & Opcodes.ACC_ENUM) == 0;
    }

    /** Whether its code calls, refers to or makes what {@linkplain Reflection#usesLoader uses a class loader}. */
    public boolean usesLoaders() {
        return facts.usesLoaders();
    }

    /** Classes whose class object its code passes on, to whatever asks it. */
    Set<String> classObjects() {
        return facts.classObjects();
    }

    /** Whether its code asks class objects, got from anywhere, for their methods or fields. */
    boolean asksForMembers() {
        return facts.asksForMembers();
    }

    /** Whether its code asks classes for their nest, or for the method that they stand in. */
    boolean asksForNests() {
        return facts.asksForNests();
    }

    /** Whether its code may do by reflection what only its nest may. */
    public boolean actsForNest() {
        return facts.actsForNest();
    }

    /** The class that it names as the host of its nest, mostly itself. */
    String nestHost() {
        String host = facts.nestHost();
        return host == null ? name : host;
    }

    /** The other classes of the nest that it is the host of. */
    Set<String> nestMembers() {
        return facts.nestMembers();
    }

    public boolean isEnum() {
        return (access & Opcodes.ACC_ENUM) != 0;
    }

    public boolean isRecord() {
        return "java/lang/Record".equals(superName);
    }

    /** The outermost class that this one is nested in, or itself. */
    public String topLevel() {
        return facts.topLevel();
    }

    /** The simple name of the source file, or null if the compiler was told to leave it out. */
    public @Nullable String sourceFile() {
        return facts.sourceFile();
    }

    /** Every class outside the JDK that this one may link to. */
    public Set<String> mentions() {
        return mentions;
    }

    /** Whether a string of it may end in the simple name of a file. */
    boolean mentionsFile(String simpleName) {
        return Arrays.binarySearch(files, simpleName.hashCode()) >= 0;
    }

    /** The services whose providers its code asks for. */
    Set<String> services() {
        return calls().services();
    }

    /** Superclass and interfaces. */
    Set<String> supertypes() {
        Set<String> all = new LinkedHashSet<>(interfaces);
        if (superName != null) {
            all.add(superName);
        }
        return all;
    }

    Set<String> permitted() {
        return facts.permitted();
    }

    Set<RigidUse> rigidUses() {
        return facts.rigidUses();
    }

    /** Access flags of a method declared here, or null. */
    public @Nullable Integer methodAccess(String method, String descriptor) {
        return facts.methods().get(method + descriptor);
    }

    /** Access flags of a field declared here, or null. */
    public @Nullable Integer fieldAccess(String field, String descriptor) {
        return facts.fields().get(field + ":" + descriptor);
    }

    /** Whether a field declared here, as name + ":" + descriptor, is private. */
    boolean isPrivateField(String field) {
        return (facts.fields().getOrDefault(field, 0) & Opcodes.ACC_PRIVATE) != 0;
    }

    /** Declared methods, as name + descriptor, with their access flags. */
    Map<String, Integer> methods() {
        return facts.methods();
    }

    /** Declared fields, as name + ":" + descriptor. */
    Set<String> fields() {
        return facts.fields().keySet();
    }

    /** Static fields, as name + ":" + descriptor, whose values users have inlined. */
    Set<String> constantFields() {
        return facts.constants();
    }

    /** Static fields, as name + ":" + descriptor, that are more than constants. */
    Set<String> staticVariables() {
        return facts.staticVariables();
    }

    /** The simple names of fields whose values users have inlined. */
    public Stream<String> constantNames() {
        return constantFields().stream().map(field -> field.substring(0, field.indexOf(':')));
    }

    /** Whether a method declared here has a parameter of a type. */
    boolean takes(String type) {
        String parameter = "L" + type + ";";
        return methods().keySet().stream()
                .anyMatch(method -> method.substring(0, method.indexOf(')')).contains(parameter));
    }

    /** What each member does, without debug information. */
    CodeDigests code() {
        CodeDigests read = code;
        if (read == null) {
            read = CodeDigests.of(bytes);
            code = read;
        }
        return read;
    }

    /** What its methods call. */
    MethodCalls calls() {
        MethodCalls read = calls;
        if (read == null) {
            read = MethodCalls.of(this);
            calls = read;
        }
        return read;
    }

    /** What its methods do, whatever the numbers of lambda bodies. */
    MethodDigests methodDigests() {
        MethodDigests read = methodDigests;
        if (read == null) {
            read = MethodDigests.of(this);
            methodDigests = read;
        }
        return read;
    }

    boolean sameBytes(ClassFile other) {
        return Arrays.equals(bytes, other.bytes);
    }

    /** Whether both do the same: alike but for debug information and the order of the constant pool. */
    public boolean behavesLike(ClassFile other) {
        return this == other || code().equals(other.code());
    }

    /** Whether both stand in the same relations to other classes: links, supertypes, what is accessible. */
    boolean relatesLike(ClassFile other) {
        return access == other.access
                && topLevel().equals(other.topLevel())
                && mentions.equals(other.mentions)
                && supertypes().equals(other.supertypes())
                && permitted().equals(other.permitted())
                && rigidUses().equals(other.rigidUses())
                && services().equals(other.services())
                && methods().equals(other.methods());
    }

    @Override
    public String toString() {
        return Names.binary(name);
    }

    /** Whether reflection gives the same member classes and names of parameters of both. */
    public boolean showsLike(ClassFile other) {
        return this == other || Shown.of(this).equals(Shown.of(other));
    }

    /** Whether it declares a method, by name + descriptor. */
    public boolean hasMethod(String method) {
        return methods().containsKey(method);
    }

    /** Methods, as name + descriptor, that do not do what they did in a version before, those among them that are new. */
    public Set<String> changedMethods(ClassFile before) {
        Map<String, Long> known = before.code().members();
        return code().members().entrySet().stream()
                .filter(member -> member.getKey().indexOf('(') >= 0)
                .filter(member -> !member.getValue().equals(known.get(member.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Members that differ between two versions of a class, as messages name them; a member that was added or removed differs. */
    public List<String> changedMembers(ClassFile before) {
        Map<String, Long> all = new HashMap<>(code().members());
        before.code().members().forEach((member, digest) -> {
            if (!all.remove(member, digest)) {
                all.put(member, 0L);
            }
        });
        return all.keySet().stream()
                .map(member -> member.replaceFirst("[(:].*", ""))
                .distinct()
                .sorted()
                .toList();
    }
}
