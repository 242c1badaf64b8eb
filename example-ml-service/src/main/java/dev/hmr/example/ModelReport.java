package dev.hmr.example;

/** {@code GET /model}: after any number of reloads, {@code loads} still says 1. */
record ModelReport(int loads, long loadMillis, int languages) {

    static ModelReport of(LanguageModel model) {
        return new ModelReport(
                LanguageModel.loads(),
                model.loadTime().toMillis(),
                model.languages().size());
    }
}
