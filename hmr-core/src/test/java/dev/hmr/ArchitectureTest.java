package dev.hmr;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The package table of docs/design.md, section 9: who may use whom. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hmr");

    @Test
    void packagesUseOnlyWhatTheDesignAllows() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("api")
                .definedBy("dev.hmr")
                .layer("reactive")
                .definedBy("dev.hmr.reactive")
                .layer("collection")
                .definedBy("dev.hmr.reactive.collection")
                .layer("watch")
                .definedBy("dev.hmr.watch")
                .layer("maven")
                .definedBy("dev.hmr.maven")
                .layer("process")
                .definedBy("dev.hmr.process")
                .layer("compile")
                .definedBy("dev.hmr.compile")
                .layer("graph")
                .definedBy("dev.hmr.graph")
                .layer("load")
                .definedBy("dev.hmr.load")
                .layer("inplace")
                .definedBy("dev.hmr.inplace")
                .layer("heap")
                .definedBy("dev.hmr.heap")
                .layer("protocol")
                .definedBy("dev.hmr.protocol")
                .layer("session")
                .definedBy("dev.hmr.session")
                .whereLayer("api")
                .mayOnlyBeAccessedByLayers("session")
                .whereLayer("watch")
                .mayOnlyBeAccessedByLayers("session")
                .whereLayer("maven")
                .mayOnlyBeAccessedByLayers("compile")
                .whereLayer("process")
                .mayOnlyBeAccessedByLayers("compile", "inplace")
                .whereLayer("compile")
                .mayOnlyBeAccessedByLayers("graph", "session")
                .whereLayer("graph")
                .mayOnlyBeAccessedByLayers("load", "inplace", "session")
                .whereLayer("load")
                .mayOnlyBeAccessedByLayers("inplace", "session")
                .whereLayer("inplace")
                .mayOnlyBeAccessedByLayers("session")
                .whereLayer("heap")
                .mayOnlyBeAccessedByLayers("session")
                .whereLayer("protocol")
                .mayOnlyBeAccessedByLayers("session")
                .whereLayer("reactive")
                .mayOnlyBeAccessedByLayers("collection", "graph", "load", "session")
                .whereLayer("collection")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("session")
                .mayOnlyBeAccessedByLayers("api")
                .check(CLASSES);
    }
}
