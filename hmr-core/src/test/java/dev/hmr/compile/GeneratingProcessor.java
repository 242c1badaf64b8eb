package dev.hmr.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An annotation processor to have on the class path. */
final class GeneratingProcessor {
    /** A system property that is set when the processor has run in this JVM. */
    static final String RAN = "hmr.test.processed";

    /** For each class X with @Gen it generates XGen, with @Gen if the value is 7, for all a resource, and breaks down when told to. */
    private static final String SOURCE = """
            package proc;
            import java.io.*;
            import java.util.*;
            import javax.annotation.processing.*;
            import javax.lang.model.SourceVersion;
            import javax.lang.model.element.*;
            import javax.tools.StandardLocation;
            @SupportedAnnotationTypes("proc.Gen")
            public class GenProcessor extends AbstractProcessor {
                private String seen = "";
                @Override public SourceVersion getSupportedSourceVersion() { return SourceVersion.latest(); }
                @Override public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
                    System.setProperty("hmr.test.processed", "yes");
                    try {
                        for (Element e : round.getElementsAnnotatedWith(Gen.class)) {
                            String name = e.getSimpleName() + "Gen";
                            if (name.startsWith("Crash")) throw new IllegalStateException("no crashing here");
                            seen += e.getSimpleName() + ";";
                            try (Writer w = processingEnv.getFiler().createSourceFile("a." + name, e).openWriter()) {
                                int value = e.getAnnotation(Gen.class).value();
                                w.write("package a; " + (value == 7 ? "@proc.Gen(0) " : "") + "public class " + name
                                    + " { public static int f() { return " + value + "; } }");
                            }
                        }
                        boolean isolating = getClass().getResource("/META-INF/gradle/incremental.annotation.processors") != null;
                        if (round.processingOver() && !isolating) {
                            try (Writer w = processingEnv.getFiler()
                                    .createResource(StandardLocation.CLASS_OUTPUT, "", "META-INF/seen").openWriter()) {
                                w.write(seen);
                            }
                        }
                    } catch (IOException x) { throw new UncheckedIOException(x); }
                    return false;
                }
            }
            """;

    private GeneratingProcessor() {}

    /**
     * Makes a jar of the annotation {@code proc.Gen} and its processor, which promises that each file follows from the
     * source that it names, and leaves the resource out.
     */
    static Path isolatingJar(Path directory) throws IOException {
        TestProject.writeFile(
                directory.resolve("processor-classes/META-INF/gradle/incremental.annotation.processors"),
                "proc.GenProcessor,isolating");
        return jar(directory);
    }

    /** Makes a jar of the annotation {@code proc.Gen} and its processor, which promises nothing. */
    static Path jar(Path directory) throws IOException {
        Path sources = directory.resolve("processor");
        Path classes = directory.resolve("processor-classes");
        TestProject.writeFile(sources.resolve("proc/Gen.java"), "package proc; public @interface Gen { int value(); }");
        TestProject.writeFile(sources.resolve("proc/GenProcessor.java"), SOURCE);
        TestProject.compile(sources, classes, List.of());
        TestProject.writeFile(
                classes.resolve("META-INF/services/javax.annotation.processing.Processor"), "proc.GenProcessor");
        return Jars.pack(directory.resolve("processor.jar"), classes, "");
    }
}
