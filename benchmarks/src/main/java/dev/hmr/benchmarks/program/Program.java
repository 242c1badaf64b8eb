package dev.hmr.benchmarks.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A web application that was made up.
 *
 * @param sources texts by their paths relative to the source root
 * @param editables what can be edited so that an answer shows it: the handlers, and the services that one uses
 */
public record Program(Map<String, String> sources, List<EditableClass> editables) {
    /** The package of the class that starts the server; below it, a package for each feature. */
    static final String PACKAGE = "app";

    public static final String MAIN_CLASS = PACKAGE + ".App";

    /**
     * Makes up an application; the same arguments give the same one.
     *
     * @param classes how many top-level classes; below some twenty there are a few more, so that each kind is present
     */
    public static Program generate(int classes, long seed) {
        Blueprint blueprint = Blueprint.draw(classes - 1, seed);
        SplittableRandom random = new SplittableRandom(seed);
        LogicSources logic = new LogicSources(random);
        ValueSources values = new ValueSources(random);
        Map<String, String> sources = new LinkedHashMap<>();
        for (TypePlan type : blueprint.all()) {
            String text = switch (type.kind()) {
                case UTILITY -> logic.utility(type);
                case ENUM -> values.enumeration(type);
                case RECORD -> values.record(type);
                case CONTRACT -> logic.contract(type);
                case VARIANT -> logic.variant(type);
                case REPOSITORY -> logic.repository(type);
                case SERVICE -> logic.service(type);
                case HANDLER -> logic.handler(type);
            };
            sources.put(type.path(), text);
        }
        List<TypePlan> handlers = blueprint.of(Kind.HANDLER);
        sources.put(PACKAGE + "/App.java", AppSource.of(handlers));
        return new Program(sources, editables(handlers));
    }

    static String route(TypePlan handler) {
        return "/" + handler.packageName().substring(PACKAGE.length() + 1) + "/" + handler.name();
    }

    private static List<EditableClass> editables(List<TypePlan> handlers) {
        Map<TypePlan, EditableClass> services = new LinkedHashMap<>();
        List<EditableClass> all = new ArrayList<>();
        for (TypePlan handler : handlers) {
            String route = route(handler);
            all.add(new EditableClass(handler.name(), handler.path(), route, false));
            handler.uses(Kind.SERVICE)
                    .forEach(service -> services.putIfAbsent(
                            service, new EditableClass(service.name(), service.path(), route, true)));
        }
        all.addAll(services.values());
        return all;
    }
}
