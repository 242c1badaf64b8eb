package dev.hmr.session;

import dev.hmr.graph.ClassFile;
import dev.hmr.graph.ClassIndex;
import dev.hmr.graph.Names;
import dev.hmr.graph.StaticUses;
import dev.hmr.load.StaleReferences;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Explains a cast that failed because something held on to an object of a class that was reloaded: which versions met, who
 * held it, what to do. Session thread only.
 */
final class CastDiagnosis {
    private static final int FRAMES = 5;

    private final ClassIndex index;
    private final Predicate<Class<?>> current;
    private final Function<String, ClassLoader> loaderOf;

    /**
     * @param current whether a class is the one that serves now
     * @param loaderOf gives the loader of a class (binary name) as it serves now
     */
    CastDiagnosis(ClassIndex index, Predicate<Class<?>> current, Function<String, ClassLoader> loaderOf) {
        this.index = index;
        this.current = current;
        this.loaderOf = loaderOf;
    }

    /**
     * Explains an exception, or its cause.
     *
     * @param suspects what else may hold the object, by a description for the developer
     * @return empty if this is not what happened
     */
    Optional<String> explain(Throwable thrown, Map<String, ?> suspects) {
        return Causes.of(thrown)
                .flatMap(cause -> CastFailure.of(cause).stream())
                .filter(this::fitsByName)
                .findFirst()
                .map(failure -> explain(failure, suspects));
    }

    private String explain(CastFailure failure, Map<String, ?> suspects) {
        Map<String, Object> all = new LinkedHashMap<>(suspects);
        all.putAll(Lifetimes.ofProcess().kept().described());
        all.putAll(staticFields(failure));
        Predicate<Class<?>> isCurrentOrOther = type -> !type.getName().equals(failure.type()) || current.test(type);
        String holder = all.entrySet().stream()
                .filter(suspect -> new StaleReferences(isCurrentOrOther).find(suspect.getValue()) != null)
                .map(Map.Entry::getKey)
                .findFirst()
                .map(found -> "It is held by " + found + ".")
                .orElse("Something that was not reloaded holds it.");
        String old = failure.generation() < failure.wantedGeneration() ? failure.type() : failure.wanted();
        return "An object of %s%s met code that knows %s%s: to the JVM these are different classes. %s"
                        .formatted(
                                failure.type(),
                                generation(failure.generation(), ""),
                                failure.wanted(),
                                generation(failure.wantedGeneration(), " of another generation"),
                                holder)
                + " Ways out: make the object again after a reload (Hmr.keep does, when its class was reloaded);"
                + " hold plain data instead; or leave the class alone with HmrOptions exclude(\"" + old + "\")."
                + " A restart also helps.";
    }

    private static String generation(long number, String unknown) {
        if (number == CastFailure.UNKNOWN) {
            return unknown;
        }
        return number == 0 ? " as of the start" : " as of generation " + number;
    }

    /** Whether the object's class is, by the names of the class files, a kind of the wanted one. */
    private boolean fitsByName(CastFailure failure) {
        String wanted = Names.internal(failure.wanted());
        return index.get(wanted) != null && index.isSubtype(Names.internal(failure.type()), wanted);
    }

    /** The static fields that the code at hand has just used, or is about to: their classes are initialised. */
    private Map<String, Object> staticFields(CastFailure failure) {
        Map<String, Object> values = new LinkedHashMap<>();
        failure.frames().stream().limit(FRAMES).forEach(frame -> {
            ClassFile file = index.get(Names.internal(frame.getClassName()));
            if (file != null) {
                for (String used : StaticUses.of(file, frame.getMethodName())) {
                    ClassFile owner = index.get(used);
                    if (owner != null && owner.hasStaticState()) {
                        addFields(Names.binary(used), values);
                    }
                }
            }
        });
        return values;
    }

    private void addFields(String className, Map<String, Object> values) {
        try {
            Class<?> type = Class.forName(className, false, loaderOf.apply(className));
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()) {
                    Object value = field.get(null);
                    if (value != null) {
                        values.put("the static field " + className + "." + field.getName(), value);
                    }
                }
            }
        } catch (ClassNotFoundException | IllegalAccessException | LinkageError e) {
            System.getLogger("dev.hmr").log(System.Logger.Level.DEBUG, "Cannot look into " + className, e);
        }
    }
}
