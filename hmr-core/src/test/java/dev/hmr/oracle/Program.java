package dev.hmr.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A generated program that can be edited: types in three packages. In each package an {@code Index} registers a route per
 * type, and for some of them one that was answered when it was registered; a {@code Vault} counts how often it is used,
 * which is state.
 */
final class Program {
    static final List<String> PACKAGES = List.of("p", "q", "r");

    private static final String APP = """
            package app;
            public class App {
                static dev.hmr.session.LiveProject.Start start() {
                    Object captured = new Object();
                    return table -> routes(table, captured);
                }
                static void routes(dev.hmr.session.LiveProject.Table table, Object captured) {
                    Object kept = dev.hmr.Hmr.keep("kept", Object::new);
                    table.get("/captured", () -> captured);
                    table.get("/kept", () -> kept);
            %s    }
            }
            """;
    private static final String INDEX = """
            package %s;
            public class Index {
                public static void routes(dev.hmr.session.LiveProject.Table table) {
            %s    }
                /** Asks once, while the routes are registered. */
                private static dev.hmr.session.LiveProject.Answer early(java.util.function.Supplier<String> asked) {
                    String answer;
                    try { answer = asked.get(); } catch (Throwable e) { answer = "threw " + e.getClass().getName(); }
                    String early = answer;
                    return () -> early;
                }
            }
            """;
    private static final String VAULT = """
            package %s;
            final class Vault {
                static int touched;
                int id = ++touched;
                static String touch(Object what) { touched++; return "%s"; }
                String name() { touched++; return "v"; }
            }
            """;

    final List<Type> types = new ArrayList<>();
    final Map<String, String> vaults = new TreeMap<>();

    Program copy() {
        Program copy = new Program();
        types.forEach(type -> copy.types.add(type.copy()));
        copy.vaults.putAll(vaults);
        return copy;
    }

    /** One of the types for which this holds, or null. */
    @Nullable
    Type pick(Random random, Predicate<Type> wanted) {
        List<Type> found = types.stream().filter(wanted).toList();
        return found.isEmpty() ? null : Type.pick(random, found);
    }

    @Nullable
    Type find(String qualifiedName) {
        return types.stream()
                .filter(type -> type.qualifiedName().equals(qualifiedName))
                .findFirst()
                .orElse(null);
    }

    /** Replaces a word in everything that is written anywhere. */
    void replaceWord(String before, String after) {
        Pattern word = Pattern.compile("(?<![\\w$])" + Pattern.quote(before) + "(?![\\w$])");
        for (Type type : types) {
            type.imports = replace(word, type.imports, after);
            type.annotation = replace(word, type.annotation, after);
            type.typeParameter = replace(word, type.typeParameter, after);
            type.superclass = replace(word, type.superclass, after);
            type.interfaces.replaceAll(text -> replace(word, text, after));
            type.permits.replaceAll(text -> replace(word, text, after));
            type.components.replaceAll(text -> replace(word, text, after));
            type.members.replaceAll(member -> new Member(
                    member.kind(),
                    member.access(),
                    member.isStatic(),
                    replace(word, member.type(), after),
                    replace(word, member.name(), after),
                    new ArrayList<>(member.parameters().stream()
                            .map(parameter -> replace(word, parameter, after))
                            .toList()),
                    replace(word, member.body(), after)));
        }
    }

    private static String replace(Pattern word, String text, String after) {
        return word.matcher(text).replaceAll(after);
    }

    SourceTree render() {
        Map<String, String> files = new TreeMap<>();
        StringBuilder calls = new StringBuilder();
        for (String pkg : PACKAGES) {
            calls.append("        ").append(pkg).append(".Index.routes(table);\n");
            files.put(pkg + "/Index.java", INDEX.formatted(pkg, routes(pkg)));
            files.put(pkg + "/Vault.java", VAULT.formatted(pkg, vaults.getOrDefault(pkg, "")));
        }
        files.put("app/App.java", APP.formatted(calls));
        hostsFirst().forEach(type -> {
            String start = files.getOrDefault(type.fileName(), "package " + type.pkg + ";\n" + type.imports + "\n");
            files.put(type.fileName(), start + String.join("\n", type.render()) + "\n");
        });
        return SourceTree.of(files);
    }

    /** The type that stands on a line of a file, with the member if the line is one; null for other lines. */
    @Nullable
    Place at(String file, long line) {
        int start = 3;
        for (Type type : hostsFirst()) {
            if (type.fileName().equals(file)) {
                int lines = type.render().size();
                if (line < start + lines) {
                    int member = (int) line - start - Type.FIRST_MEMBER;
                    return new Place(type, member >= 0 && member < type.members.size() ? member : -1);
                }
                start += lines;
            }
        }
        return null;
    }

    /** @param member its index, or -1 for the head of the type */
    record Place(Type type, int member) {}

    void remove(Place place) {
        if (place.member() >= 0) {
            place.type().members.remove(place.member());
        } else {
            types.remove(place.type());
        }
    }

    private List<Type> hostsFirst() {
        List<Type> sorted = new ArrayList<>(types);
        sorted.sort(Comparator.comparing((Type type) -> !type.guestOf.isEmpty()));
        return sorted;
    }

    private String routes(String pkg) {
        StringBuilder routes = new StringBuilder();
        for (Type type : types) {
            if (type.pkg.equals(pkg) && type.answers()) {
                String handler =
                        type.name.hashCode() % 2 == 0 ? type.name + "::answer" : "() -> " + type.name + ".answer()";
                routes.append("        table.get(\"/%s/%s\", %s);%n".formatted(pkg, type.name, handler));
                if (type.name.hashCode() % 3 == 0) {
                    routes.append(
                            "        table.get(\"/early/%s/%s\", early(%s));%n".formatted(pkg, type.name, handler));
                }
            }
        }
        return routes.toString();
    }
}
