package dev.hmr.servlet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The engine knows no container: each has a package of its own that does. */
class ServletArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hmr.servlet");

    @Test
    void onlyTheAdaptersKnowTheirContainers() {
        noClasses()
                .that()
                .resideInAPackage("dev.hmr.servlet")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.eclipse.jetty..",
                        "org.apache..",
                        "io.javalin..",
                        "dev.hmr.servlet.jetty..",
                        "dev.hmr.servlet.tomcat..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.hmr.servlet.jetty..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache..", "io.javalin..", "dev.hmr.servlet.tomcat..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.hmr.servlet.tomcat..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "io.javalin..", "dev.hmr.servlet.jetty..")
                .check(CLASSES);
    }
}
