/** The oracle and the scenarios: what runs after a series of edits equals a fresh start on a clean build (docs/testing.md). */
@org.jspecify.annotations.NullMarked
package dev.hmr.oracle;
