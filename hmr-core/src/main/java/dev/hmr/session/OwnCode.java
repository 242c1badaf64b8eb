package dev.hmr.session;

import dev.hmr.HmrException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The code of HMR and its adapters, which is not the project's although it may lie in directories beside it. */
final class OwnCode {
    private OwnCode() {}

    /**
     * Where it lies.
     *
     * @param adapter classes of the adapter
     * @throws HmrException if it is neither a directory nor a jar
     */
    static Set<Path> directories(Collection<Class<?>> adapter) {
        List<Class<?>> all = new ArrayList<>(adapter);
        all.add(OwnCode.class);
        Set<Path> directories = new HashSet<>();
        for (Class<?> type : all) {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            if (source != null) {
                try {
                    directories.add(Path.of(source.getLocation().toURI()));
                } catch (URISyntaxException | IllegalArgumentException e) {
                    throw new HmrException("HMR was loaded from an odd place: " + source.getLocation(), e);
                }
            }
        }
        return directories;
    }
}
