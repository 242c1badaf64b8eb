package dev.hmr.compile;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.QualifiedNameable;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Notes what each generated file is made from, as the processor says. */
final class ObservedFiler implements Filer {
    /** Lombok looks for a field of this name to get at javac itself. */
    private final Filer delegate;

    private final CompilationOutputs outputs;

    ObservedFiler(Filer delegate, CompilationOutputs outputs) {
        this.delegate = delegate;
        this.outputs = outputs;
    }

    @Override
    public JavaFileObject createSourceFile(CharSequence name, Element... originatingElements) throws IOException {
        return noted(delegate.createSourceFile(name, originatingElements), originatingElements);
    }

    @Override
    public JavaFileObject createClassFile(CharSequence name, Element... originatingElements) throws IOException {
        return noted(delegate.createClassFile(name, originatingElements), originatingElements);
    }

    @Override
    public FileObject createResource(
            Location location, CharSequence packageName, CharSequence relativeName, Element... originatingElements)
            throws IOException {
        return noted(
                delegate.createResource(location, packageName, relativeName, originatingElements), originatingElements);
    }

    @Override
    public FileObject getResource(Location location, CharSequence packageName, CharSequence relativeName)
            throws IOException {
        return delegate.getResource(location, packageName, relativeName);
    }

    private <F extends FileObject> F noted(F file, Element... originatingElements) {
        Set<String> names = new HashSet<>();
        for (Element element : originatingElements) {
            String topLevel = topLevelClass(element);
            if (topLevel == null) {
                // A package, or a module: it is more than one source.
                return file;
            }
            names.add(topLevel);
        }
        outputs.madeFrom(file, names);
        return file;
    }

    private static @Nullable String topLevelClass(Element element) {
        String name = null;
        for (Element outer = element; outer != null; outer = outer.getEnclosingElement()) {
            if ((outer.getKind().isClass() || outer.getKind().isInterface())
                    && outer instanceof QualifiedNameable type) {
                name = type.getQualifiedName().toString();
            }
        }
        return name;
    }
}
