package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.load.LostState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the static fields of a reloaded class hold: what they held, or what its initializer makes. */
class StaticStateTest {
    private static final String APP = """
            package app;
            import dev.hmr.session.LiveProject.*;
            public class App {
                static Object service;
                static Start start() {
                    service = new Object();
                    return App::routes;
                }
                static void routes(Table table) {
                    table.get("/notes", () -> Notes.add());
                    table.get("/service", () -> service);
                }
            }
            """;
    private static final String ITEM = """
            package app;
            public class Item {
                String name = "item";
            }
            """;
    private static final String LIMITS = """
            package app;
            class Limits {
                static int start() { return 10; }
                static String unrelated() { return "a"; }
            }
            """;

    @TempDir
    Path directory;

    private @Nullable LiveProject running;

    private LiveProject start(String notes) {
        LiveProject project = new LiveProject(
                directory,
                new LinkedHashMap<>(Map.of(
                        "app/App.java", APP,
                        "app/Item.java", ITEM,
                        "app/Limits.java", LIMITS,
                        "app/Notes.java", notes)));
        running = project;
        return project;
    }

    @AfterEach
    void close() throws IOException {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void editedMethodLeavesTheMapBesideItAlone() {
        LiveProject project = start("""
                package app;
                import java.util.*;
                class Notes {
                    private static final Map<Integer, String> NOTES = new TreeMap<>();
                    private static int count = Limits.start();
                    private static long total;
                    private static boolean flag = true;
                    private static char mark = 'x';
                    static String add() {
                        NOTES.put(++count, "note");
                        total += 3;
                        return "old " + NOTES + total + flag + mark;
                    }
                }
                """);
        assertThat(project.get("/notes")).isEqualTo("old {11=note}3truex");
        ReloadEvent event = project.edit("app/Notes.java", "\"old \"", "\"new \"");
        assertThat(event.initializedAgain()).isEmpty();
        assertThat(project.get("/notes")).isEqualTo("new {11=note, 12=note}6truex");
        project.edit("app/Notes.java", "\"new \"", "\"newer \"");
        project.edit("app/Notes.java", "\"newer \"", "\"newest \"");
        assertThat(project.get("/notes")).isEqualTo("newest {11=note, 12=note, 13=note}9truex");
        assertThat(project.lost()).isEmpty();
    }

    @Test
    void fieldThatMainAssignedIsKept() {
        LiveProject project = start("package app; class Notes { static Object add() { return 1; } }");
        Object service = project.get("/service");
        project.edit("app/App.java", "\"/notes\"", "\"/other\"");
        assertThat(project.hasRoute("/other")).isTrue();
        assertThat(project.get("/service")).isSameAs(service);
    }

    @Test
    void addedFieldStartsAtItsZeroAndARemovedOneIsForgotten() {
        LiveProject project = start("""
                package app;
                class Notes {
                    static int count = 1;
                    static int gone = 2;
                    static Object add() { return ++count + gone; }
                }
                """);
        assertThat(project.get("/notes")).isEqualTo(4);
        project.edit(
                "app/Notes.java",
                "return ++count + gone;",
                "return ++count + \" \" + added; } static int added; static { ");
        assertThat(project.get("/notes")).isEqualTo("3 0");
    }

    @Test
    void changedInitializerRunsAgainAndTheEventSaysSo() {
        LiveProject project = start("""
                package app;
                class Notes {
                    static int count = 1;
                    static Object add() { return ++count; }
                }
                """);
        assertThat(project.get("/notes")).isEqualTo(2);
        ReloadEvent event = project.edit("app/Notes.java", "count = 1", "count = 100");
        assertThat(event.initializedAgain()).containsExactly("Notes");
        assertThat(project.get("/notes")).isEqualTo(101);
    }

    @Test
    void whatTheInitializerRanCounts() {
        LiveProject project = start("""
                package app;
                class Notes {
                    static int count = Limits.start();
                    static Object add() { return ++count + Limits.unrelated(); }
                }
                """);
        assertThat(project.get("/notes")).isEqualTo("11a");
        assertThat(project.edit("app/Limits.java", "\"a\"", "\"b\"").initializedAgain())
                .isEmpty();
        assertThat(project.get("/notes")).isEqualTo("12b");
        assertThat(project.edit("app/Limits.java", "return 10", "return 20").initializedAgain())
                .containsExactly("Notes");
        assertThat(project.get("/notes")).isEqualTo("21b");
    }

    @Test
    void changeBeforeAFailedReloadCounts() {
        LiveProject project = start("""
                package app;
                class Notes {
                    static int count = Limits.start();
                    static Object add() { return ++count; }
                }
                """);
        project.get("/notes");
        project.replace("app/Limits.java", "return 10", "return 20");
        project.replace(
                "app/App.java", "table.get(\"/notes\"", "if (true) throw new RuntimeException(); table.get(\"/notes\"");
        assertThat(project.deliver("app/Limits.java", "app/App.java").verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(project.edit("app/App.java", "if (true) throw new RuntimeException();", "")
                        .initializedAgain())
                .containsExactly("Notes");
        assertThat(project.get("/notes")).isEqualTo(21);
    }

    @Test
    void classThatNoReloadInitializedHandsOnTheStateOfTheOneBefore() {
        LiveProject project = start("""
                package app;
                class Notes {
                    static int count = 1;
                    static Object add() { return ++count; }
                }
                """);
        project.get("/notes");
        for (int i = 0; i < 3; i++) {
            project.edit("app/Notes.java", "return ++count;", "return ++count + 0;");
            project.edit("app/Notes.java", "return ++count + 0;", "return ++count;");
        }
        assertThat(project.get("/notes")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "List.of(new Item())",
                "new ArrayList<>(List.of(Map.of(1, new Item[] {new Item()})))",
                "new java.util.concurrent.atomic.AtomicReference<>(Optional.of(new Item()))",
                "new java.lang.ref.SoftReference<>(new Object[] {new Item()})",
                "Item.class",
                "(java.util.function.Supplier<Object>) Item::new",
                "Comparator.comparing((Item item) -> item.name)"
            })
    void valueThatRefersToAReplacedClassIsNotTakenOver(String value) {
        LiveProject project = start("""
                package app;
                import java.util.*;
                class Notes {
                    static final Object FIRST = new Object();
                    static final Object KEPT = %s;
                    static Object add() { return FIRST; }
                }
                """.formatted(value));
        Object first = project.get("/notes");
        project.edit("app/Item.java", "}", "String unused; }");
        assertThat(project.get("/notes")).isNotSameAs(first);
        assertThat(project.lost())
                .extracting(LostState::className, LostState::field)
                .allSatisfy(lost -> assertThat(lost.toList()).containsExactly("app.Notes", "KEPT"));
    }

    @Test
    void lostStateNamesFieldAndClass() {
        LiveProject project = start("""
                package app;
                import java.util.*;
                class Notes {
                    static final List<Object> ITEMS = new ArrayList<>();
                    static Object add() { ITEMS.add(new Item()); return ITEMS.size(); }
                }
                """);
        project.get("/notes");
        assertThat(project.get("/notes")).isEqualTo(2);
        project.edit("app/Item.java", "\"item\"", "\"thing\"");
        assertThat(project.get("/notes")).isEqualTo(1);
        assertThat(project.lost())
                .containsExactly(new LostState("app.Notes", "ITEMS", "holds objects of app.Item, which was reloaded"));
    }

    @Test
    void loggerIsNoReasonToStartAnew() {
        LiveProject project = start("""
                package app;
                class Notes {
                    static final System.Logger LOG = System.getLogger(Notes.class.getName());
                    static int count;
                    static Object add() { assert count < 100; return ++count; }
                }
                """);
        project.get("/notes");
        assertThat(project.edit("app/Notes.java", "return ++count;", "return ++count + 0;")
                        .initializedAgain())
                .isEmpty();
        assertThat(project.get("/notes")).isEqualTo(2);
    }

    @Test
    void interfaceConstantsAreTakenOver() {
        LiveProject project = start("""
                package app;
                interface Notes {
                    Object FIRST = new Object();
                    static Object add() { return FIRST; }
                }
                """);
        Object first = project.get("/notes");
        project.edit("app/Notes.java", "return FIRST;", "System.nanoTime(); return FIRST;");
        assertThat(project.get("/notes")).isSameAs(first);
    }

    @Test
    void stateOfAnOldGenerationIsNotHeldOnTo() throws Exception {
        LiveProject project = start("""
                package app;
                class Notes {
                    static int count;
                    static Object add() { return ++count; }
                }
                """);
        project.edit("app/Notes.java", "return ++count;", "return ++count + 0;");
        project.get("/notes");
        var replaced =
                new java.lang.ref.WeakReference<>(project.current("app.Notes").getClassLoader());
        project.edit("app/Notes.java", "return ++count + 0;", "return ++count;");
        assertThat(project.get("/notes")).isEqualTo(2);
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(replaced.get()).isNull();
        });
    }
}
