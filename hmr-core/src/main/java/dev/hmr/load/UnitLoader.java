package dev.hmr.load;

import dev.hmr.graph.ClassFile;
import dev.hmr.graph.Names;
import dev.hmr.graph.UnitVersion;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reactive child loader: defines the classes of one unit at one version. Other project classes come from the versions
 * that this one links to, everything else from the stable parent. Thread-safe; garbage once nothing runs its classes.
 */
final class UnitLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    /** What rewritten code calls, by binary name. */
    private static final Map<String, Class<?>> CALLED = Stream.of(
                    Loaders.class, ProxyLoaders.class, CurrentObjectInput.class, SerializableLambda.class)
            .collect(Collectors.toUnmodifiableMap(Class::getName, called -> called));

    private final UnitVersion version;
    private final Loaders loaders;
    /** By class name: what is to be found, for code of this unit that ran or runs. */
    private final Map<String, UnitVersion> linked = new ConcurrentHashMap<>();
    /** What was linked last, by class name. Guarded by itself. */
    private final Set<String> learned = new HashSet<>();
    /** Classes outside the unit that were asked for: the JVM may remember what was found. */
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    private final Map<String, ClassLoader> bridges = new ConcurrentHashMap<>();
    private final BridgeRegistry bridgesIntoThis = new BridgeRegistry();
    private final Map<String, byte[]> rewritten = new ConcurrentHashMap<>();
    private final Map<String, List<StaticField>> staticFields = new ConcurrentHashMap<>();
    /** By class name: whose class has the state that is live for this one. This loader itself once the class is initialized. */
    private final Map<String, ClassLoader> states = new ConcurrentHashMap<>();

    UnitLoader(UnitVersion version, Loaders loaders, ClassLoader stableParent) {
        super(LoaderNames.ofUnit(version), stableParent);
        this.version = version;
        this.loaders = loaders;
        version.links().values().forEach(link -> link.classes().keySet().forEach(name -> linked.put(name, link)));
    }

    UnitVersion version() {
        return version;
    }

    @Override
    protected Class<?> loadClass(String binaryName, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(binaryName)) {
            Class<?> loaded = findLoadedClass(binaryName);
            if (loaded == null) {
                loaded = find(binaryName);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    private Class<?> find(String binaryName) throws ClassNotFoundException {
        String name = Names.internal(binaryName);
        ClassFile own = version.classes().get(name);
        if (own != null) {
            return define(own);
        }
        Class<?> called = CALLED.get(binaryName);
        if (called != null) {
            return called;
        }
        ClassLoader bridged = bridges.get(name);
        if (bridged != null) {
            return Class.forName(binaryName, false, bridged);
        }
        if (!name.startsWith("java/")) {
            asked.add(name);
        }
        UnitVersion link = linked.get(name);
        if (link == null && loaders.project().isGone(name)) {
            throw deleted(binaryName);
        }
        ClassLoader other = link != null ? link.loader() : loaders.current(name);
        return other == this ? super.loadClass(binaryName, false) : Class.forName(binaryName, false, other);
    }

    /**
     * The loader to ask for a class by name: this one for its own classes and those it links to, for any other the one of
     * the version that serves now.
     */
    ClassLoader loaderNow(String binaryName) throws ClassNotFoundException {
        String name = Names.internal(binaryName);
        UnitVersion link = linked.get(name);
        boolean isLinked = link != null && version.links().get(link.unit()) == link;
        if (version.classes().containsKey(name) && !version.inputs().containsKey(name)) {
            throw deleted(binaryName);
        }
        if (version.classes().containsKey(name) || isLinked) {
            return this;
        }
        if (loaders.project().isGone(name)) {
            throw deleted(binaryName);
        }
        return loaders.project().version(name) == null ? this : loaders.current(name);
    }

    /** Whether this loader can find a version's classes from now on, or does already. */
    boolean canLink(UnitVersion other) {
        return other.classes().keySet().stream().allMatch(name -> canLink(name, other));
    }

    private boolean canLink(String name, UnitVersion other) {
        UnitVersion link = linked.get(name);
        return link == other || (link == null && !asked.contains(name));
    }

    /**
     * Finds what the version links to now.
     *
     * @throws LinkageError if another version of it was found before
     */
    void link() {
        synchronized (learned) {
            learned.clear();
            version.links().values().forEach(other -> other.classes().keySet().forEach(name -> link(name, other)));
        }
    }

    private void link(String name, UnitVersion other) {
        synchronized (getClassLoadingLock(Names.binary(name))) {
            if (!canLink(name, other)) {
                throw new LinkageError(getName() + " has found another " + Names.binary(name) + " than " + other);
            }
            if (linked.put(name, other) == null) {
                learned.add(name);
            }
        }
    }

    /** Forgets what was linked last, unless the JVM may remember it. */
    void unlink() {
        synchronized (learned) {
            for (String name : learned) {
                synchronized (getClassLoadingLock(Names.binary(name))) {
                    if (!asked.contains(name)) {
                        linked.remove(name);
                    }
                }
            }
            learned.clear();
        }
    }

    private static ClassNotFoundException deleted(String binaryName) {
        return new ClassNotFoundException(binaryName + " has been deleted");
    }

    private Class<?> define(ClassFile file) {
        byte[] bytes = bytesToDefine(file);
        CodeSource source = loaders.project().codeSource(file.name());
        ProtectionDomain domain = source == null ? null : new ProtectionDomain(source, null, this, null);
        return defineClass(Names.binary(file.name()), bytes, 0, bytes.length, domain);
    }

    private byte[] bytesToDefine(ClassFile file) {
        ClassRewriter rewriter = new ClassRewriter(file, version, loaders);
        byte[] bytes = rewriter.rewrite();
        if (bytes == null) {
            rewritten.remove(file.name());
            return file.bytes();
        }
        bridges.putAll(rewriter.usedBridges());
        rewritten.put(file.name(), bytes);
        staticFields.put(file.name(), rewriter.staticFields());
        return bytes;
    }

    /** What a class of this unit, which has been loaded, would be defined by now. */
    byte[] redefinition(ClassFile file) {
        synchronized (getClassLoadingLock(Names.binary(file.name()))) {
            // First, for what this adds may need to get through to the package too.
            byte[] bytes = bytesToDefine(ClassFile.read(loaders.rewriting().redefinition(file.bytes())));
            rewritten.put(file.name(), bytes);
            return bytes;
        }
    }

    /** What a class file that is none of this unit's is to be defined by in one of its packages. */
    byte[] bytesBeside(ClassFile file) {
        ClassRewriter rewriter = new ClassRewriter(file, version, loaders);
        byte[] bytes = rewriter.rewrite();
        bridges.putAll(rewriter.usedBridges());
        return bytes == null ? file.bytes() : bytes;
    }

    /** Who has the static state of a class of this unit; null as long as nobody has. */
    @Nullable
    ClassLoader stateOf(String name) {
        return states.get(name);
    }

    /** Has a class of this unit, when it is initialized, take over the state of the same class of another loader. */
    void takeOverFrom(String name, ClassLoader holder) {
        states.put(name, holder);
    }

    /** Called by the static initializer of a class of this unit. Returns what to assign, or null to initialize as written. */
    @Nullable
    Object @Nullable [] takeOver(String name) {
        ClassLoader holder = states.put(name, this);
        if (holder == null || holder == this) {
            return null;
        }
        try {
            Class<?> type = Class.forName(Names.binary(name), false, holder);
            StaticState state = new StaticState(type, loaders.project()::isCurrent, loaders.rewriting());
            StaticState.Outcome outcome = state.read(staticFields.getOrDefault(name, List.of()));
            if (outcome instanceof StaticState.Stale stale) {
                loaders.project().lost(stale.lost());
            }
            return outcome instanceof StaticState.Values values
                    ? values.values().toArray()
                    : null;
        } catch (ClassNotFoundException | IllegalAccessException e) {
            System.getLogger("dev.hmr").log(System.Logger.Level.DEBUG, Names.binary(name) + " is initialized again", e);
            return null;
        }
    }

    BridgeRegistry bridgesIntoThis() {
        return bridgesIntoThis;
    }

    /** The bytes as they were defined, which byte-code positions in stack frames refer to; null if not of this unit. */
    byte @Nullable [] definedBytes(String name) {
        byte[] changed = rewritten.get(name);
        ClassFile file = version.classes().get(name);
        return changed != null ? changed : file == null ? null : file.bytes();
    }
}
