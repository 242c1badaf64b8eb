package dev.hmr.compile;

import java.util.List;
import java.util.Set;
import javax.annotation.processing.Completion;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * An annotation processor that promises to name the origins of each file it generates, so that they can be noted. Others
 * run as they are: what makes them tick – some look under the hood of javac – is not disturbed.
 */
final class ObservedProcessor implements Processor {
    private final Processor observed;
    private final CompilationOutputs outputs;

    private ObservedProcessor(Processor observed, CompilationOutputs outputs) {
        this.observed = observed;
        this.outputs = outputs;
    }

    /** New processors for one run. */
    static List<Processor> all(ProcessorPath path, CompilationOutputs outputs) {
        return path.processors().stream()
                .map(processor -> path.isIsolating(processor) ? new ObservedProcessor(processor, outputs) : processor)
                .toList();
    }

    @Override
    public void init(ProcessingEnvironment environment) {
        observed.init(new ObservedEnvironment(environment, outputs));
    }

    @Override
    @SuppressWarnings("DoNotClaimAnnotations") // What is claimed is for the observed one to say.
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        return observed.process(annotations, round);
    }

    @Override
    public Set<String> getSupportedOptions() {
        return observed.getSupportedOptions();
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return observed.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return observed.getSupportedSourceVersion();
    }

    @Override
    public Iterable<? extends Completion> getCompletions(
            @Nullable Element element,
            @Nullable AnnotationMirror annotation,
            @Nullable ExecutableElement member,
            @Nullable String userText) {
        return observed.getCompletions(element, annotation, member, userText);
    }
}
