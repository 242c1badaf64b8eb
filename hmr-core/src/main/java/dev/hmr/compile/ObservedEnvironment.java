package dev.hmr.compile;

import java.util.Locale;
import java.util.Map;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The compiler as an {@link ObservedProcessor} sees it. */
final class ObservedEnvironment implements ProcessingEnvironment {
    /** Lombok looks for a field of this name to get at javac itself. */
    private final ProcessingEnvironment delegate;

    private final Filer filer;

    ObservedEnvironment(ProcessingEnvironment delegate, CompilationOutputs outputs) {
        this.delegate = delegate;
        this.filer = new ObservedFiler(delegate.getFiler(), outputs);
    }

    @Override
    public Filer getFiler() {
        return filer;
    }

    @Override
    public Map<String, String> getOptions() {
        return delegate.getOptions();
    }

    @Override
    public Messager getMessager() {
        return delegate.getMessager();
    }

    @Override
    public Elements getElementUtils() {
        return delegate.getElementUtils();
    }

    @Override
    public Types getTypeUtils() {
        return delegate.getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
        return delegate.getSourceVersion();
    }

    @Override
    public Locale getLocale() {
        return delegate.getLocale();
    }

    @Override
    public boolean isPreviewEnabled() {
        return delegate.isPreviewEnabled();
    }
}
