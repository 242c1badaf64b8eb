package dev.hmr.benchmarks.program;

/**
 * A class whose revision can be seen in an answer.
 *
 * @param name its simple name, which no other class has
 * @param path of its source, relative to the source root
 * @param route a route whose answer shows the revision
 * @param used whether classes other than the one with the routes use it
 */
public record EditableClass(String name, String path, String route, boolean used) {
    /** What its source and the answers hold at a revision; the first is 0. */
    public String marker(int revision) {
        return marker(name, revision);
    }

    static String marker(String name, int revision) {
        return "[" + name + " " + revision + "]";
    }
}
