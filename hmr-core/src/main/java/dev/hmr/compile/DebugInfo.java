package dev.hmr.compile;

/** How much debug information javac puts into class files. */
public enum DebugInfo {
    /** Lines, source file and local variables; what Maven, Gradle and IDEs ask for. */
    ALL("-g"),
    /** Lines and source file; what javac does when it is told nothing. */
    LINES("-g:source,lines"),
    NONE("-g:none");

    private final String flag;

    DebugInfo(String flag) {
        this.flag = flag;
    }

    String flag() {
        return flag;
    }
}
