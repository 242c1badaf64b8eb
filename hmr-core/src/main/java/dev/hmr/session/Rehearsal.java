package dev.hmr.session;

import dev.hmr.graph.ClassFile;
import dev.hmr.graph.Names;
import dev.hmr.graph.UnitGraph;
import dev.hmr.graph.UnitVersion;
import java.lang.System.Logger.Level;
import java.util.stream.Stream;

/**
 * A reload for practice, of the classes that every reload concerns, because the first time a JVM runs code costs many times
 * the second. Classes are defined in loaders that are then dropped, and never initialised: no user code runs.
 */
final class Rehearsal {
    private static final int UNITS = 20;

    private final UnitGraph graph;
    private final Effects effects;

    Rehearsal(UnitGraph graph, Effects effects) {
        this.graph = graph;
        this.effects = effects;
    }

    void perform() {
        try {
            for (Wiring wiring : effects.wirings()) {
                beginnings(wiring).limit(UNITS).forEach(this::reload);
                wiring.rehearse();
            }
        } catch (RuntimeException | LinkageError e) {
            System.getLogger("dev.hmr").log(Level.DEBUG, "The rehearsal failed; the first reload will tell", e);
        }
    }

    private Stream<UnitVersion> beginnings(Wiring wiring) {
        return wiring.entry()
                .map(entry -> Stream.ofNullable(graph.version(entry.className()))
                        .flatMap(version -> Stream.concat(Stream.of(version), version.links().values().stream())))
                .orElseGet(() -> graph.live().stream());
    }

    private void reload(UnitVersion version) {
        for (ClassFile file : version.classes().values()) {
            ClassFile.read(file.bytes()).behavesLike(file);
            UnitVersion practice = graph.practice(file.name());
            if (practice != null) {
                link(Names.binary(file.name()), practice.loader());
            }
        }
    }

    /** Has the JVM verify a class, which asking for its methods does, and not initialise it. Returns how many it has. */
    private static int link(String className, ClassLoader loader) {
        try {
            return Class.forName(className, false, loader).getDeclaredMethods().length;
        } catch (ClassNotFoundException e) {
            throw new NoClassDefFoundError(className);
        }
    }
}
