/**
 * From saved sources to class files: what the project is made of, a warm compiler, and the loop that compiles
 * whatever a change can have invalidated.
 *
 * <pre>{@code
 * Project project = ProjectDiscovery.discover(App.class.getClassLoader(), List.of(), Set.of());
 * project = ProjectDiscovery.addCompilerOnly(project, List.of());
 * try (Compiler javac = Compiler.inOwnProcess(project).orElseThrow()) {
 *     IncrementalCompiler compiler = new IncrementalCompiler(project, javac, knownClasses);
 *     CompileOutcome outcome = compiler.compile(Set.of(source), Set.of());
 *     if (outcome instanceof Compiled compiled) {
 *         compiler.write(compiled, outputListener);
 *     }
 * }
 * }</pre>
 */
@NullMarked
package dev.hmr.compile;

import org.jspecify.annotations.NullMarked;
