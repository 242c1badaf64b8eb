package dev.hmr.heap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds who holds class loaders that should be garbage, by a dump of the heap, during which the JVM stands still. The dump
 * lies in a temporary file for as long as it is read. Thread-safe; takes seconds where the heap is large.
 */
public final class HolderSearch {
    /** With more than this in use the JVM would stand still for too long. */
    public static final long MAX_HEAP_BYTES = 2L << 30;

    private static final String REFERENT = "java.lang.ref.Reference.referent";
    private final Set<String> weakFields;

    /** @param weakFields fields, as {@code package.Class.field}, that may hold a target and do no harm */
    public HolderSearch(Set<String> weakFields) {
        this.weakFields = new HashSet<>(weakFields);
        this.weakFields.add(REFERENT);
    }

    /** How a search ended. */
    public sealed interface Outcome {}

    /**
     * The heap was looked through.
     *
     * @param holders at most one for each target, and none for one that is held by nothing, softly, or by what holds another
     *     target as well
     */
    public record Found(List<Holder> holders) implements Outcome {}

    /** The heap could not be looked at, for a reason. */
    public record Skipped(String reason) implements Outcome {}

    /**
     * Looks for the holders of some targets.
     *
     * @param targets all that should be garbage
     * @param asked those among them whose holders are wanted
     */
    public Outcome find(Collection<Target> targets, Set<Target> asked) {
        try {
            long used =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            if (used > MAX_HEAP_BYTES) {
                return new Skipped("%d MB of heap are in use, and more than %d MB are not looked through"
                        .formatted(used >> 20, MAX_HEAP_BYTES >> 20));
            }
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            // Ids are written in eight bytes where the heap has four, and every object gets a header.
            if (Files.getFileStore(temporary).getUsableSpace() < 3 * used) {
                return new Skipped(
                        "there is no room for a dump of %d MB of heap in %s".formatted(used >> 20, temporary));
            }
            try (HeapDump dump = HeapDump.take();
                    HeapFile heap = new HeapFile(dump.file(), weakFields, Target.class.getName())) {
                return new Found(find(heap, targets, asked));
            }
        } catch (IOException | UnsupportedOperationException e) {
            return new Skipped(String.valueOf(e.getMessage()));
        }
    }

    private static List<Holder> find(HeapFile heap, Collection<Target> targets, Set<Target> asked) throws IOException {
        HeapClass type = heap.markerClass();
        List<Target> alive = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        if (type != null) {
            for (long marker : heap.markers()) {
                long number = heap.number(marker, type, "number", true);
                long id = heap.reference(marker, type, "referent");
                targets.stream()
                        .filter(target -> target.number == number && id != 0)
                        .findFirst()
                        .ifPresent(target -> {
                            alive.add(target);
                            ids.add(id);
                        });
            }
        }
        boolean[] wanted = new boolean[alive.size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = asked.contains(alive.get(i));
        }
        List<Trail> trails =
                new BackwardSearch(heap, ids.stream().mapToLong(Long::longValue).toArray(), wanted).run();
        Words words = new Words(heap, new Way(heap, new HashSet<>(ids), trails));
        List<Holder> holders = new ArrayList<>();
        for (Trail trail : trails) {
            holders.add(words.holder(alive.get(trail.target()), trail));
        }
        return holders;
    }
}
