/**
 * What a {@code pom.xml} says about compiling and a class path does not: dependencies that are there for the compiler only,
 * annotation processors, filtered resources. Poms are read as files and jars are looked up in the local repository, where
 * the build has put them: Maven itself is neither needed nor run, and nothing is downloaded.
 *
 * <pre>{@code
 * MavenModule.of(List.of(Path.of("target/classes"))).forEach((classes, module) -> System.out.println(module.compileOnly()));
 * }</pre>
 */
@NullMarked
package dev.hmr.maven;

import org.jspecify.annotations.NullMarked;
