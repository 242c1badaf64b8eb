package dev.hmr.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;

/**
 * Neighbouring entries of the class path that are alike: jars, whose contents may be remembered, or directories, which must
 * be looked at each time.
 *
 * @param location what the file manager knows these entries as
 */
record ClassPathSegment(Location location, List<Path> entries, boolean jars) {

    static List<ClassPathSegment> of(List<Path> classPath) {
        List<ClassPathSegment> segments = new ArrayList<>();
        List<Path> alike = new ArrayList<>();
        for (Path entry : classPath) {
            if (!alike.isEmpty() && Files.isDirectory(entry) != Files.isDirectory(alike.get(0))) {
                segments.add(segment(segments.size(), alike));
                alike.clear();
            }
            alike.add(entry);
        }
        if (!alike.isEmpty()) {
            segments.add(segment(segments.size(), alike));
        }
        return segments;
    }

    private static ClassPathSegment segment(int index, List<Path> entries) {
        Location location = StandardLocation.locationFor("HMR_CLASS_PATH_" + index);
        return new ClassPathSegment(location, List.copyOf(entries), !Files.isDirectory(entries.get(0)));
    }
}
