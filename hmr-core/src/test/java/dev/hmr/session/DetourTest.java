package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Bodies that run outside their class until it is redefined: they do what they would do in it. */
class DetourTest extends InPlaceFixture {
    private static final String APP = """
            package app;
            import dev.hmr.session.LiveProject.*;
            public class App {
                static Start start() {
                    Shop shop = new Shop();
                    return table -> {
                        table.get("/", () -> shop.answer());
                        table.get("/again", () -> Shop.answers(shop, 1.5, 2L, "a", "b"));
                        table.get("/made", () -> new Made().toString());
                    };
                }
            }
            """;
    private static final String SHOP = """
            package app;
            import java.util.*;
            import java.util.function.*;
            class Base {
                protected String inherited() { return "inherited"; }
                public String toString() { return "base"; }
            }
            class Shop extends Base {
                private int asked;
                private static int all;
                private final Item item = new Item("tea");
                Object answer() {
                    return "v1";
                }
                static String answers(Shop shop, double factor, long times, String... names) {
                    return "v1";
                }
                // members
                private String joined(Object... parts) { return Arrays.toString(parts); }
                private static int many(int... numbers) { return numbers.length; }
                private String secret(String text) { return "<" + text + ">"; }
                static synchronized void failing() { assert all >= 0; throw new IllegalStateException("failing"); }
                private static final class Item {
                    private final String name;
                    private Item(String name) { this.name = name; }
                    private String name() { return name; }
                }
                private enum Size { SMALL, LARGE }
                sealed interface Shape {}
                record Square(int side) implements Shape {}
                record Circle(int radius) implements Shape {}
            }
            class Tree extends ArrayList<String> {
                String cut(Branch branch) { branch.addAll(List.of("a", "b")); return "" + branch; }
            }
            class Branch extends Tree {
                String cut() { return cut(this); }
            }
            class Made {
                public String toString() { return "made"; }
            }
            """;

    /** The class has been redefined once, and so its methods can take detours. */
    private LiveProject start() {
        return start(APP);
    }

    private LiveProject start(String app) {
        LiveProject project = running(app);
        answer(project, "\"v1\";\n    }\n    static", "\"v2\";\n    }\n    static");
        assertThat(project.get("/")).isEqualTo("v2");
        return project;
    }

    private LiveProject running(String app) {
        return live(Map.of("app/App.java", app, "app/Shop.java", SHOP));
    }

    private static void answer(LiveProject project, String before, String after) {
        inPlace(project, "app/Shop.java", before, after);
    }

    private static Object answerOf(LiveProject project, String body) {
        answer(project, "return \"v2\";", body);
        return project.get("/");
    }

    private static final String PLACE =
            "StackTraceElement at = new Throwable().getStackTrace()[0]; return at.getClassName() + at.getLineNumber();";

    @Test
    void bodyRunsElsewhereWithItsLineUntilItIsSettled() {
        LiveProject project = start();
        assertThat(answerOf(project, PLACE)).isEqualTo("app.Shop$$Edited13");
        project.edit("app/Shop.java", "Object answer() {", "Object answer() {\n");
        assertThat(project.get("/")).as("nothing changed").isEqualTo("app.Shop$$Edited13");
        project.settle();
        assertThat(project.get("/")).isEqualTo("app.Shop14");
        project.edit("app/Shop.java", "Object answer() {", "Object answer() {\n");
        assertThat(project.get("/")).as("in its class: nothing changed").isEqualTo("app.Shop14");
        project.settle();
        assertThat(project.get("/")).isEqualTo("app.Shop15");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "asked += 2; all++; return asked + all + secret(item.name) + new Item(\"x\").name();|3<tea>x",
                "Supplier<String> later = () -> secret(item.name()); return later.get();|<tea>",
                "Function<String, Item> maker = Item::new; return maker.apply(\"y\").name;|y",
                "Function<Item, String> name = Item::name; return name.apply(item);|tea",
                "return new Object() { public String toString() { return secret(\"o\"); } }.toString();|<o>",
                "switch (Size.values()[1]) { case SMALL: return 1; default: return Size.LARGE; }|LARGE",
                "Shape s = new Square(3); return s instanceof Square q ? q.side() : s.hashCode();|3",
                "int n = 0; while (n < 5) { n++; if (n == 3) { break; } } return n;|3",
                "try { failing(); return 1; } catch (IllegalStateException e) { return e.getMessage(); }|failing",
                "Item[] items = { item, new Item(\"z\") }; return items[1].name + items.getClass().getSimpleName();|zItem[]",
                "Class<?> type = Item.class; return type.isInstance(item) + type.getSimpleName();|trueItem",
                "Object o = item; return ((Item) o).name + (o instanceof Item);|teatrue",
                "return inherited();|inherited",
                "return super.toString();|base",
                "return toString() + hashCode() * 0 + getClass().getSimpleName();|base0Shop",
                "synchronized (this) { return Thread.holdsLock(this); }|true",
                "assert all == 0; return all;|0",
                "return joined(\"a\", \"b\") + many(1, 2);|[a, b]2",
                "return new Branch().cut();|[a, b]",
                "record Local(String name) {} return new Local(item.name).toString();|Local[name=tea]",
            })
    void bodyDoesElsewhereWhatItDoesInItsClass(String body, String answer) {
        LiveProject project = start();
        assertThat(answerOf(project, body)).hasToString(answer);
        answer(project, "// members", "void unused() {}");
        project.settle();
        answer(project, "private int asked;", "private int asked; { asked = 0; }");
    }

    @Test
    void firstChangeOfAPreparedClassTakesADetour() {
        LiveProject project = running(APP);
        project.prepareInPlace();
        answer(project, "return \"v1\";", PLACE);
        assertThat(project.get("/again")).isEqualTo("app.Shop$$Edited16");
        project.settle();
        assertThat(project.get("/again")).isEqualTo("app.Shop16");
        assertThat(project.get("/made")).isEqualTo("made");
    }

    @Test
    void classThatAnotherAgentKeepsFromBeingPreparedKeepsNoOther() {
        LiveProject project = running(APP);
        project.get("/made");
        ClassFileTransformer another = new AddedField("app/Made");
        ThisJvm.instrumentation().addTransformer(another);
        try {
            project.prepareInPlace();
        } finally {
            ThisJvm.instrumentation().removeTransformer(another);
        }
        answer(project, "return \"v1\";", PLACE);
        assertThat(project.get("/again")).isEqualTo("app.Shop$$Edited16");
        answer(project, "return \"made\";", PLACE);
        assertThat(project.get("/made")).asString().startsWith("app.Made").doesNotContain("Edited");
    }

    /** An agent's, which adds a field to a class. */
    private record AddedField(String host) implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(
                ClassLoader loader, String className, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
            if (!className.equals(host)) {
                return null;
            }
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(classFile).accept(writer, 0);
            writer.visitField(Opcodes.ACC_PRIVATE, "added", "I", null, null);
            return writer.toByteArray();
        }
    }

    @Test
    void bodyTakesAndReturnsWhatItDoesInItsClass() {
        LiveProject project = start();
        answer(
                project,
                "return \"v1\";",
                "return shop.asked + \" \" + factor + \" \" + times + String.join(\"-\", names) + all;");
        assertThat(project.get("/again")).isEqualTo("0 1.5 2a-b0");
    }

    @Test
    void methodThatIsAddedTakesItsDetourToo() {
        LiveProject project = start();
        answer(project, "// members", "private String more(int n) { return \"more \" + (n + asked); }");
        assertThat(answerOf(project, "return more(1);")).isEqualTo("more 1");
        answer(project, "\"more \"", "\"still more \"");
        assertThat(project.get("/")).isEqualTo("still more 1");
        project.settle();
        assertThat(project.get("/")).isEqualTo("still more 1");
        answer(project, "\"still more \"", "\"less \"");
        assertThat(project.get("/")).isEqualTo("less 1");
    }

    @Test
    void codeThatIsTakenBackRunsAgain() {
        LiveProject project = start();
        assertThat(answerOf(project, "return \"v3\";")).isEqualTo("v3");
        answer(project, "\"v3\"", "\"v2\"");
        assertThat(project.get("/")).isEqualTo("v2");
        answer(project, "\"v2\"", "\"v4\"");
        assertThat(project.get("/")).isEqualTo("v4");
    }

    @Test
    void classThatIsReloadedMeanwhileLeavesItsDetours() {
        String shop = "Shop shop = new Shop();\n";
        LiveProject project = start(APP.replace(shop, "").replace("return table -> {", "return table -> { " + shop));
        assertThat(answerOf(project, "return new Made().toString() + \"1\";")).isEqualTo("made1");
        ReloadEvent event = project.edit("app/Shop.java", "class Made {", "class Made { public int size;");
        assertThat(event.reloaded()).contains("Base+Shop", "Made");
        project.settle();
        answer(project, "+ \"1\"", "+ \"2\"");
        assertThat(project.get("/")).isEqualTo("made2");
        answer(project, "+ \"2\"", "+ \"3\"");
        assertThat(project.get("/")).isEqualTo("made3");
        answer(project, "return \"made\"", "return \"built\"");
        assertThat(project.get("/")).isEqualTo("built3");
        assertThat(project.get("/made")).isEqualTo("built");
    }

    @Test
    void failedChangeLeavesTheDetoursBefore() {
        LiveProject project = start();
        assertThat(answerOf(project, "return \"v3\";")).isEqualTo("v3");
        project.replace("app/Shop.java", "\"v3\"", "\"v4\"");
        project.replace(
                "app/App.java", "return table -> {", "return table -> { if (shop != null) throw new Error(\"no\");");
        ReloadEvent event = project.deliver("app/Shop.java", "app/App.java");
        assertThat(event.verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(project.get("/")).isEqualTo("v3");
        project.settle();
        assertThat(project.get("/")).isEqualTo("v3");
        project.replace("app/App.java", "if (shop != null) throw new Error(\"no\");", "");
        assertThat(project.deliver("app/App.java").verdict()).isEqualTo(new Verdict.Live());
        assertThat(project.get("/")).isEqualTo("v4");
    }

    @Test
    void protectedMembersOfALibraryAreReachedThroughASubclass() {
        LiveProject project = start();
        assertThat(answerOf(project, "return new Branch().cut();")).isEqualTo("[a, b]");
        project.prepareInPlace();
        answer(project, "return \"\" + branch;", "branch.removeRange(0, 1); return \"\" + branch;");
        assertThat(project.get("/")).isEqualTo("[b]");
    }

    @Test
    void resultMayBeOfATypeThatIsHiddenFromAReloadedClass() {
        LiveProject project = live(Map.of("app/App.java", """
                        package app;
                        import dev.hmr.session.LiveProject.*;
                        public class App {
                            static Start start() { return table -> table.get("/", () -> new Store().find().name); }
                        }
                        """, "app/Item.java", """
                        package app;
                        class Item {
                            final String name;
                            Item(String name) { this.name = name; }
                        }
                        """, "app/Store.java", """
                        package app;
                        public class Store {
                            Item find() { return new Item("a"); }
                        }
                        """));
        assertThat(project.edit("app/Store.java", "Item find", "int size; Item find")
                        .reloaded())
                .contains("Store");
        assertThat(project.get("/")).isEqualTo("a");
        inPlace(project, "app/Store.java", "\"a\"", "\"b\"");
        assertThat(project.get("/")).isEqualTo("b");
        inPlace(project, "app/Store.java", "\"b\"", "\"c\"");
        assertThat(project.get("/")).isEqualTo("c");
    }

    private static final Map<String, String> RULES = Map.of("app/App.java", """
            package app;
            import dev.hmr.session.LiveProject.*;
            public class App {
                static Start start() {
                    return table -> {
                        table.get("/add", () -> Rules.add("x"));
                        table.get("/all", Rules::all);
                    };
                }
            }
            """, "app/Rules.java", """
            package app;
            import java.util.*;
            import java.util.function.*;
            class Rules {
                static final List<Supplier<String>> ALL = new ArrayList<>();
                static int add(String name) {
                    ALL.add(() -> name + suffix());
                    return ALL.size();
                }
                static String all() {
                    StringBuilder all = new StringBuilder();
                    ALL.forEach(rule -> all.append(rule.get()));
                    return all + ";" + Rules.class.getDeclaredClasses().length;
                }
                private static String suffix() { return "1"; }
                private static class Gone {}
            }
            """);

    @Test
    void objectOfALambdaThatWasMadeElsewhereIsOfTheClassThatWasReloaded() {
        LiveProject project = live(RULES);
        project.prepareInPlace();
        inPlace(project, "app/Rules.java", "return ALL.size();", "return -ALL.size();");
        project.get("/add");
        assertThat(project.get("/all")).isEqualTo("x1;1");
        project.replace("app/Rules.java", "\"1\"", "\"2\"");
        ReloadEvent event = project.edit("app/Rules.java", "private static class", "int size; private static class");
        assertThat(event.reloaded()).contains("Rules");
        assertThat(project.get("/all")).as("nothing says 1 any more").isEqualTo(";1");
        assertThat(project.lost()).hasSize(1);
    }

    @Test
    void lambdaThatIsRemovedDoesWhatItDidLast() {
        LiveProject project = live(RULES);
        project.prepareInPlace();
        project.get("/add");
        inPlace(project, "app/Rules.java", "name + suffix()", "name + suffix() + suffix()");
        assertThat(project.get("/all")).isEqualTo("x11;1");
        inPlace(project, "app/Rules.java", "ALL.add(() -> name + suffix() + suffix());", "");
        assertThat(project.get("/all")).isEqualTo("x11;1");
        project.settle();
        assertThat(project.get("/all")).isEqualTo("x11;1");
    }

    @Test
    void whatReflectionShowsIsSoAtOnce() {
        LiveProject project = live(RULES);
        project.prepareInPlace();
        inPlace(project, "app/Rules.java", "private static class Gone {}", "");
        assertThat(project.get("/all")).isEqualTo(";0");
    }
}
