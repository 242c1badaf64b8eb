package dev.hmr.example;

import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The expensive object of this service: n-gram statistics of each language, read into memory once.
 *
 * <p>It has a class of its own so that editing a handler leaves it alone: neither this class nor an object of it is
 * touched by a reload. {@link #loads()} is the proof.
 *
 * <p>Thread-safe.
 */
final class LanguageModel {

    /** Needs 4 to 5 seconds on two cores and 800 MB of heap. The pom packages the model files of just these. */
    static final Set<Language> LANGUAGES = Set.of(
            Language.ARABIC,
            Language.BOKMAL,
            Language.BULGARIAN,
            Language.CATALAN,
            Language.CHINESE,
            Language.CROATIAN,
            Language.CZECH,
            Language.DANISH,
            Language.DUTCH,
            Language.ENGLISH,
            Language.FINNISH,
            Language.FRENCH,
            Language.GERMAN,
            Language.GREEK,
            Language.HEBREW,
            Language.HINDI,
            Language.HUNGARIAN,
            Language.INDONESIAN,
            Language.ITALIAN,
            Language.JAPANESE,
            Language.KOREAN,
            Language.PERSIAN,
            Language.POLISH,
            Language.PORTUGUESE,
            Language.ROMANIAN,
            Language.RUSSIAN,
            Language.SPANISH,
            Language.SWEDISH,
            Language.THAI,
            Language.TURKISH,
            Language.UKRAINIAN,
            Language.VIETNAMESE);

    private static final AtomicInteger LOADS = new AtomicInteger();

    private final LanguageDetector detector;
    private final List<LanguageName> languages;
    private final Duration loadTime;

    private LanguageModel(LanguageDetector detector, List<LanguageName> languages, Duration loadTime) {
        this.detector = detector;
        this.languages = languages;
        this.loadTime = loadTime;
    }

    /** Loads the model of all {@link #LANGUAGES}, which takes seconds. */
    static LanguageModel load() {
        return load(LANGUAGES);
    }

    /** Loads the model of some languages; at least two, or there is nothing to tell apart. */
    static LanguageModel load(Collection<Language> languages) {
        long start = System.nanoTime();
        LanguageDetector detector = LanguageDetectorBuilder.fromLanguages(languages.toArray(Language[]::new))
                .withPreloadedLanguageModels()
                .build();
        Duration loadTime = Duration.ofNanos(System.nanoTime() - start);
        LOADS.incrementAndGet();
        List<LanguageName> names = languages.stream()
                .map(LanguageName::of)
                .sorted(Comparator.comparing(LanguageName::name))
                .toList();
        return new LanguageModel(detector, names, loadTime);
    }

    /** How often a model was loaded since the JVM started. */
    static int loads() {
        return LOADS.get();
    }

    Duration loadTime() {
        return loadTime;
    }

    /** The languages that the model knows, by name. */
    List<LanguageName> languages() {
        return languages;
    }

    /**
     * The languages that a text may be written in, the best match first; empty when none fits, as for {@code "12345"}.
     */
    List<Score> scores(String text) {
        return detector.computeLanguageConfidenceValues(text).entrySet().stream()
                .map(score -> Score.of(score.getKey(), score.getValue()))
                .toList();
    }

    /** A language: its ISO 639-1 code and its English name. */
    record LanguageName(String code, String name) {
        private static LanguageName of(Language language) {
            Locale locale = Locale.forLanguageTag(language.getIsoCode639_1().toString());
            return new LanguageName(locale.toLanguageTag(), locale.getDisplayLanguage(Locale.ENGLISH));
        }
    }

    /** How well a language fits, from 0 to 1: the best match always has 1, and the others are relative to it. */
    record Score(String code, String language, double confidence) {
        private static Score of(Language language, double confidence) {
            LanguageName name = LanguageName.of(language);
            return new Score(name.code(), name.name(), confidence);
        }
    }
}
