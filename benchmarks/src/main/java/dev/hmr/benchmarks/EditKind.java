package dev.hmr.benchmarks;

/** What an edit changes besides the text that shows it. */
enum EditKind {
    /** Nothing else: what a method does. */
    BODY("body edit"),
    /** A public method comes or goes, in a class that others use. */
    SIGNATURE("signature edit");

    private final String label;

    EditKind(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
