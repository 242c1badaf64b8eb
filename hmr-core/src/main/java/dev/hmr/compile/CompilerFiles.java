package dev.hmr.compile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Where javac finds class files and puts its output. Kept from run to run, because finding is a third of what a warm javac
 * does: jars stay indexed, and what a package in a jar or in the JDK holds is looked up once. Directories are looked at each
 * time. Output goes to memory. On the source path there is nothing but the source of a {@link HeadStart}: only what is named is
 * compiled.
 *
 * <p>One thread at a time. {@link #close()} closes the file manager below as well.
 */
final class CompilerFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final @Nullable ProcessorPath processors;
    private final List<ClassPathSegment> classPath;
    private final List<Path> directories;
    private final Map<PackageListing, List<JavaFileObject>> listings = new HashMap<>();
    private ClassesInMotion moving = ClassesInMotion.NONE;
    private Set<String> packagesWithHidden = Set.of();
    private CompilationOutputs outputs;
    private final LibraryClasses used = new LibraryClasses();
    private @Nullable Set<String> notedPackages;
    private @Nullable SourceOnPath source;

    /** One listing's question. */
    private record PackageListing(Location location, String name, boolean recurse) {}

    CompilerFiles(
            StandardJavaFileManager files,
            List<Path> classPath,
            @Nullable ProcessorPath processors,
            CompilationOutputs outputs)
            throws IOException {
        super(files);
        this.processors = processors;
        this.outputs = outputs;
        this.classPath = ClassPathSegment.of(classPath);
        this.directories = classPath.stream().filter(Files::isDirectory).toList();
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
        for (ClassPathSegment segment : this.classPath) {
            files.setLocationFromPaths(segment.location(), segment.entries());
        }
        files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
        // Otherwise javac opens every jar of the class path anew in each run, in search of plugins that start
        // themselves.
        files.setLocationFromPaths(StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of());
    }

    /**
     * Prepares for a run.
     *
     * @param moving where the class files on disk are not the truth
     */
    void begin(CompilationOutputs outputs, ClassesInMotion moving) {
        this.outputs = outputs;
        this.moving = moving;
        this.packagesWithHidden = moving.packagesWithHidden();
    }

    /** The file of a source of this run, given or generated; null for any other file. */
    @Nullable
    Path pathOf(JavaFileObject file) {
        return outputs.pathOf(file);
    }

    /** The classes of jars and of the JDK that have been read lately. */
    Collection<String> libraryClasses() {
        return used.recent();
    }

    /** Notes in which packages javac looks for classes meanwhile. */
    Set<String> notePackages(Runnable meanwhile) {
        Set<String> packages = new HashSet<>();
        notedPackages = packages;
        try {
            meanwhile.run();
        } finally {
            notedPackages = null;
        }
        return packages;
    }

    /** Has javac find a source by the name of its class meanwhile. */
    <T> T withSource(SourceOnPath onPath, Supplier<T> meanwhile) {
        source = onPath;
        try {
            return meanwhile.get();
        } finally {
            source = null;
        }
    }

    /** Whether a package has classes that may change: in a directory, or not written yet. */
    boolean hasProjectClasses(String packageName) {
        return moving.hasFresh(packageName)
                || directories.stream().anyMatch(directory -> hasClasses(directory, packageName));
    }

    private static boolean hasClasses(Path directory, String packageName) {
        String[] names = directory
                .resolve(packageName.replace('.', File.separatorChar))
                .toFile()
                .list();
        return names != null && Stream.of(names).anyMatch(name -> name.endsWith(Kind.CLASS.extension));
    }

    @Override
    public Iterable<JavaFileObject> list(Location location, String packageName, Set<Kind> kinds, boolean recurse)
            throws IOException {
        if (location == StandardLocation.SOURCE_PATH) {
            return source != null && source.packageName().equals(packageName) ? List.of(source.text()) : List.of();
        }
        if (notedPackages != null) {
            notedPackages.add(packageName);
        }
        if (location == StandardLocation.CLASS_PATH) {
            return kinds.contains(Kind.CLASS) ? listClassPath(packageName, recurse) : List.of();
        }
        if (location.isOutputLocation() || !kinds.equals(EnumSet.of(Kind.CLASS))) {
            return super.list(location, packageName, kinds, recurse);
        }
        return listOnce(location, packageName, recurse);
    }

    private List<JavaFileObject> listClassPath(String packageName, boolean recurse) throws IOException {
        List<JavaFileObject> found = new ArrayList<>(moving.fresh(packageName, recurse));
        for (ClassPathSegment segment : classPath) {
            if (segment.jars()) {
                found.addAll(listOnce(segment.location(), packageName, recurse));
            } else {
                listDirectories(segment.location(), packageName, recurse, found);
            }
        }
        return found;
    }

    private void listDirectories(Location location, String packageName, boolean recurse, List<JavaFileObject> found)
            throws IOException {
        boolean mayBeHidden = recurse ? !moving.hidden().isEmpty() : packagesWithHidden.contains(packageName);
        for (JavaFileObject file : super.list(location, packageName, EnumSet.of(Kind.CLASS), recurse)) {
            if (!mayBeHidden || !moving.hidden().contains(super.inferBinaryName(location, file))) {
                found.add(file);
            }
        }
    }

    private List<JavaFileObject> listOnce(Location location, String packageName, boolean recurse) throws IOException {
        PackageListing question = new PackageListing(location, packageName, recurse);
        List<JavaFileObject> known = listings.get(question);
        if (known == null) {
            known = new ArrayList<>();
            for (JavaFileObject file : super.list(location, packageName, EnumSet.of(Kind.CLASS), recurse)) {
                known.add(new CachedClassFile(file, super.inferBinaryName(location, file), used));
            }
            listings.put(question, known);
        }
        return known;
    }

    @Override
    public @Nullable ClassLoader getClassLoader(Location location) {
        return location == StandardLocation.ANNOTATION_PROCESSOR_PATH && processors != null
                ? processors.loader()
                : super.getClassLoader(location);
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        if (file instanceof SourceText && source != null) {
            return source.className();
        }
        if (file instanceof ClassesInMotion.Fresh fresh) {
            return fresh.binaryName();
        }
        return file instanceof CachedClassFile cached ? cached.binaryName() : super.inferBinaryName(location, file);
    }

    @Override
    public boolean hasLocation(Location location) {
        return location == StandardLocation.SOURCE_OUTPUT ? processors != null : super.hasLocation(location);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String className, Kind kind, FileObject sibling) {
        return kind == Kind.SOURCE ? outputs.generatedSource(className) : outputs.classFile(className, sibling);
    }

    @Override
    public FileObject getFileForOutput(Location location, String packageName, String relativeName, FileObject sibling) {
        return outputs.resource(packageName, relativeName, location == StandardLocation.SOURCE_OUTPUT);
    }
}
