package dev.hmr.load;

import dev.hmr.graph.ClassFile;
import dev.hmr.graph.Names;
import dev.hmr.graph.UnitVersion;
import java.lang.instrument.ClassDefinition;
import java.security.CodeSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** The class loaders of all unit versions: the stable parent for generation 0, a loader of its own for each later one. Thread-safe. */
public final class Loaders {
    private final ClassLoader stableParent;
    private final Project project;
    private final BridgeRegistry stableBridges = new BridgeRegistry();
    private final AddedClasses added;
    /** By internal name: what the redefinitions were made of by which classes of the stable parent became what they are. */
    private final Map<String, byte[]> redefined = new ConcurrentHashMap<>();

    private volatile Rewriting rewriting = new NoRewriting();
    /** All but the stable parent. Guarded by itself. */
    private final Set<ClassLoader> made = Collections.newSetFromMap(new WeakHashMap<>());

    /** What the loaders must know of the project as it is when a class is asked for. */
    public interface Project {
        /** The version that serves a class (internal name) now, or null if it is no project class. */
        @Nullable
        UnitVersion version(String className);

        /** Whether a class of generation 0 has since been deleted. */
        boolean isGone(String className);

        /** Where the class file lies, or null if that is not known. */
        @Nullable
        CodeSource codeSource(String className);

        /** Whether a class is not one that a reload has replaced. */
        boolean isCurrent(Class<?> type);

        /** A class begins with new static values. Called on the thread that initializes it. */
        void lost(LostState lost);
    }

    /** What else must be done to classes of the project before they are defined or redefined, and what came of it. */
    public interface Rewriting {
        /** Whether there can be anything to do at all. */
        boolean isNeeded();

        /**
         * Rewrites a class, without adding members if none must be. Returns whether it did.
         *
         * @param version what the class links to, or itself
         */
        boolean rewrite(ClassNode node, UnitVersion version);

        /** What a class is redefined by instead of the bytes that it would be defined by. */
        byte[] redefinition(byte[] bytes);

        /** What is held for a static field that a class has without declaring it; empty if it has no such field. */
        Optional<Held> held(Class<?> holder, String field, String descriptor);
    }

    /** The value of a static field. */
    public record Held(@Nullable Object value) {}

    public Loaders(ClassLoader stableParent, Project project) {
        this.stableParent = stableParent;
        this.project = project;
        this.added = new AddedClasses(stableParent);
    }

    /** Has classes rewritten that are defined from now on; at first, none is. */
    public void rewriteWith(Rewriting another) {
        rewriting = another;
    }

    Rewriting rewriting() {
        return rewriting;
    }

    /** Makes the loader of a version; called once for each, by {@link UnitVersion#loader()}. */
    public ClassLoader newLoader(UnitVersion version) {
        if (version.generation() == 0) {
            return stableParent;
        }
        return known(new UnitLoader(version, this, stableParent));
    }

    private <T extends ClassLoader> T known(T loader) {
        synchronized (made) {
            made.add(loader);
        }
        return loader;
    }

    /** The versions whose loaders were made and are not garbage yet, in no order. */
    public Set<UnitVersion> alive() {
        return all().stream()
                .filter(UnitLoader.class::isInstance)
                .map(loader -> ((UnitLoader) loader).version())
                // What is loaded beside a version is none.
                .filter(version -> version.loaderIfMade() != null)
                .collect(Collectors.toSet());
    }

    /** The same of the session that made a context class loader; empty if it is not one of these. */
    public static Set<UnitVersion> aliveBeside(@Nullable ClassLoader context) {
        return context instanceof ContextLoader ours ? ours.loaders().alive() : Set.of();
    }

    /** Every loader by which code of the project may have asked for something: the stable parent, and what is not garbage yet. */
    public Set<ClassLoader> all() {
        synchronized (made) {
            Set<ClassLoader> all = new HashSet<>(made);
            all.add(stableParent);
            return all;
        }
    }

    /** The loader of the version that serves a class now; for a class outside the project, the stable parent. */
    public ClassLoader current(String className) {
        UnitVersion version = project.version(className);
        return version == null ? stableParent : version.loader();
    }

    /** A context class loader for the threads that run a generation. */
    public ClassLoader newContext(long generation) {
        return known(new ContextLoader(generation, this));
    }

    /**
     * Has a class of a version, if and when it is initialized, take over the static values of the version before instead of
     * making its own.
     */
    public void takeOver(String className, UnitVersion before, UnitVersion next) {
        ClassLoader holder =
                before.loader() instanceof UnitLoader replaced ? replaced.stateOf(className) : stableParent;
        // What was added to a class that has not been initialized is not with those that have its other values.
        boolean isHeldTogether = holder == before.loader() || !before.hasAddedFields(className);
        if (holder != null && isHeldTogether && next.loader() instanceof UnitLoader loader) {
            loader.takeOverFrom(className, holder);
        }
    }

    /**
     * For reloaded code: {@link Class#forName(String, boolean, ClassLoader)}, which finds the version of a project class
     * that serves now and not the one that the loader was once asked for.
     */
    public static Class<?> forName(String binaryName, boolean initialize, @Nullable ClassLoader asked)
            throws ClassNotFoundException {
        return Class.forName(binaryName, initialize, loaderNow(binaryName, asked));
    }

    /** For reloaded code: {@link ClassLoader#loadClass(String)}, which finds what {@link #forName} does. */
    public static Class<?> loadClass(ClassLoader asked, String binaryName) throws ClassNotFoundException {
        ClassLoader now = loaderNow(binaryName, asked);
        return now == null || now == asked ? asked.loadClass(binaryName) : Class.forName(binaryName, false, now);
    }

    private static @Nullable ClassLoader loaderNow(String binaryName, @Nullable ClassLoader asked)
            throws ClassNotFoundException {
        if (asked instanceof UnitLoader unit) {
            return unit.loaderNow(elementClass(binaryName));
        }
        return asked instanceof ContextLoader context ? context.loaderNow(elementClass(binaryName)) : asked;
    }

    /** The class behind the name of an array class, as {@link Class#forName} takes it; any other name as it is. */
    private static String elementClass(String binaryName) {
        return binaryName.startsWith("[") && binaryName.endsWith(";")
                ? binaryName.substring(binaryName.lastIndexOf('[') + 2, binaryName.length() - 1)
                : binaryName;
    }

    /** For the static initializers of reloaded classes: the values to take over in the order of the fields, or null. */
    public static @Nullable Object @Nullable [] takeOver(Class<?> initialized) {
        return initialized.getClassLoader() instanceof UnitLoader loader
                ? loader.takeOver(Names.internal(initialized.getName()))
                : null;
    }

    /** Has the stable parent load a class from its file as it is now; for a class it cannot load there is nothing to do. */
    public void pin(String className) {
        try {
            Class.forName(Names.binary(className), false, stableParent);
        } catch (ClassNotFoundException | LinkageError e) {
            System.getLogger("dev.hmr").log(System.Logger.Level.TRACE, "Not loaded at generation 0", e);
        }
    }

    /**
     * Whether a version's classes, where they are, can come to use others: a loader finds under a name for ever what it once
     * found, and the stable parent has only what it was started with.
     */
    public boolean canLink(UnitVersion version, Collection<UnitVersion> others) {
        return version.loader() instanceof UnitLoader loader
                ? others.stream().allMatch(loader::canLink)
                : others.stream().allMatch(other -> other.generation() == 0);
    }

    /**
     * Has the loader of a version find all that it links to now.
     *
     * @throws LinkageError if it has found another version in the meantime
     */
    public void link(UnitVersion version) {
        if (version.loader() instanceof UnitLoader loader) {
            loader.link();
        }
    }

    /** Takes back what {@link #link} did last, for the version is what it was before. */
    public void unlink(UnitVersion version) {
        if (version.loader() instanceof UnitLoader loader) {
            loader.unlink();
        }
    }

    /**
     * A class of a version, which is loaded if it was not.
     *
     * @param className internal name
     * @throws ClassNotFoundException if the class cannot be loaded
     */
    public Class<?> loaded(UnitVersion version, String className) throws ClassNotFoundException {
        Class<?> type = Class.forName(Names.binary(className), false, version.loader());
        if (!version.classes().containsKey(className) || type.getClassLoader() != version.loader()) {
            throw new ClassNotFoundException(Names.binary(className) + " is not where it should be");
        }
        return type;
    }

    /** Whether a class is one of a version's, and is as its class file says: a jar before it on the class path may have another. */
    public boolean isDefinedBy(UnitVersion version, Class<?> type) {
        String name = Names.internal(type.getName());
        if (version.generation() > 0) {
            return version.loaderIfMade() == type.getClassLoader()
                    && version.classes().containsKey(name);
        }
        CodeSource source = type.getProtectionDomain().getCodeSource();
        CodeSource expected = project.codeSource(name);
        return type.getClassLoader() == stableParent
                && version.classes().containsKey(name)
                && source != null
                && expected != null
                && Objects.equals(String.valueOf(source.getLocation()), String.valueOf(expected.getLocation()));
    }

    /**
     * Loads a class that is none of the project's with a loader of its own. Its code may use what code of the version's unit may, but
     * for private members.
     *
     * @throws LinkageError if the JVM does not take it
     */
    public Class<?> loadBeside(UnitVersion version, ClassFile file) throws ClassNotFoundException {
        UnitLoader loader = known(new UnitLoader(version.beside(file), this, stableParent));
        return Class.forName(Names.binary(file.name()), true, loader);
    }

    /**
     * A class of a version, which is loaded if it was not, with the bytes that it is to be redefined by.
     *
     * @param className internal name
     * @throws ClassNotFoundException if the class cannot be loaded
     */
    public ClassDefinition redefinition(UnitVersion version, String className) throws ClassNotFoundException {
        Class<?> type = loaded(version, className);
        ClassFile file = Objects.requireNonNull(version.classes().get(className));
        if (version.loader() instanceof UnitLoader loader) {
            return new ClassDefinition(type, loader.redefinition(file));
        }
        byte[] bytes = stableBytes(version, file);
        ClassDefinition definition = new ClassDefinition(type, rewriting.redefinition(bytes));
        redefined.put(className, bytes);
        return definition;
    }

    /**
     * Defines classes that are new in a version where it is. A child loader finds them by itself.
     *
     * @throws LinkageError if the stable parent does not take them
     */
    public void define(UnitVersion version, Map<String, ClassFile> classes) {
        if (version.generation() == 0) {
            added.define(version.unit(), classes, file -> stableBytes(version, file));
        }
    }

    /** What stands for a class file when it is defined in a run-time package of a version. */
    public byte[] bytesBeside(UnitVersion version, ClassFile file) {
        return version.loader() instanceof UnitLoader loader ? loader.bytesBeside(file) : stableBytes(version, file);
    }

    /** What of other reloading concerns classes of child loaders does not concern those of the stable parent. */
    private byte[] stableBytes(UnitVersion version, ClassFile file) {
        if (!rewriting.isNeeded()) {
            return file.bytes();
        }
        ClassNode node = new ClassNode();
        new ClassReader(file.bytes()).accept(node, ClassReader.EXPAND_FRAMES);
        if (!rewriting.rewrite(node, version)) {
            return file.bytes();
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    /** The bytes that a class was defined with, or null if it is of the stable parent. */
    public static byte @Nullable [] definedBytes(Class<?> type) {
        return type.getClassLoader() instanceof UnitLoader loader
                ? loader.definedBytes(Names.internal(type.getName()))
                : null;
    }

    /** The bytes that a class of the stable parent was redefined with last; null if it never was. */
    public byte @Nullable [] redefinedBytes(Class<?> type) {
        byte[] bytes = type.getClassLoader() == stableParent ? redefined.get(Names.internal(type.getName())) : null;
        return bytes == null ? null : rewriting.redefinition(bytes);
    }

    ClassLoader stableParent() {
        return stableParent;
    }

    Project project() {
        return project;
    }

    BridgeRegistry bridgesInto(ClassLoader target) {
        return target instanceof UnitLoader loader ? loader.bridgesIntoThis() : stableBridges;
    }

    private static final class NoRewriting implements Rewriting {
        @Override
        public boolean isNeeded() {
            return false;
        }

        @Override
        public boolean rewrite(ClassNode node, UnitVersion version) {
            return false;
        }

        @Override
        public byte[] redefinition(byte[] bytes) {
            return bytes;
        }

        @Override
        public Optional<Held> held(Class<?> holder, String field, String descriptor) {
            return Optional.empty();
        }
    }
}
