package dev.hmr.inplace;

import dev.hmr.graph.ChangedCode;
import dev.hmr.graph.ClassFile;
import dev.hmr.graph.Concealment;
import dev.hmr.graph.Declarations;
import dev.hmr.graph.InPlaceRule;
import dev.hmr.graph.Nests;
import dev.hmr.graph.UnitVersion;
import dev.hmr.load.Loaders;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Leaves a class where it is if only what its methods do changed, and what only it can see. One plan's; session thread only.
 */
final class BodyFit implements InPlaceRule {
    private final Loaders loaders;
    private final Set<String> initializedAgain;
    private final Concealment concealment;
    private final Set<String> outgrown;
    private final Map<String, Companion> companions = new HashMap<>();

    BodyFit(Loaders loaders, ChangedCode changed, Concealment concealment, Set<String> outgrown) {
        this.loaders = loaders;
        this.initializedAgain = changed.initializedAgain();
        this.concealment = concealment;
        this.outgrown = outgrown;
    }

    @Override
    public Fit fit(ClassFile running, ClassFile next) {
        MemberFit members = new MemberFit(running, next, concealment::isOfProject);
        Set<String> concealed = new HashSet<>();
        for (MethodNode method : members.added()) {
            if (!Declarations.isInner(method)) {
                Optional<String> obstacle = concealment.obstacle(next, members.next(), method);
                if (obstacle.isPresent()) {
                    return new Refused(obstacle.get());
                }
                concealed.add(method.name + method.desc);
            }
        }
        for (FieldNode field : members.addedFields()) {
            Optional<String> obstacle = concealment.obstacle(next, field);
            if (obstacle.isPresent()) {
                return new Refused(obstacle.get());
            }
            concealed.add(field.name + ":" + field.desc);
        }
        if (members.isInitializedForThem()) {
            concealed.add("<clinit>()V");
        }
        Optional<String> difference = Declarations.difference(running, next, concealed, true);
        if (difference.isPresent() && concealment.hidesConstants(next.name())) {
            difference = Declarations.difference(running, next, concealed, false);
        }
        if (difference.isPresent()) {
            return new Refused(difference.get());
        }
        Fit fit = members.fit();
        companions.remove(next.name());
        members.companion().ifPresent(companion -> companions.put(next.name(), companion));
        return fit;
    }

    @Override
    public Optional<String> separation(UnitVersion.Contents unit, Set<String> edited) {
        Nests nests = Nests.of(unit);
        if (nests.areWhole()) {
            return Optional.empty();
        }
        return concealment
                .nestObstacle(unit.inputs())
                .or(() -> edited.stream()
                        .map(unit.inputs()::get)
                        .filter(Objects::nonNull)
                        .map(file -> NestBorder.obstacle(read(file), nests))
                        .filter(Objects::nonNull)
                        .findFirst());
    }

    private static ClassNode read(ClassFile file) {
        ClassNode node = new ClassNode();
        new ClassReader(file.bytes()).accept(node, ClassReader.EXPAND_FRAMES);
        return node;
    }

    @Override
    public boolean canLink(UnitVersion version, Collection<UnitVersion> others) {
        return loaders.canLink(version, others);
    }

    @Override
    public Set<String> initializedAgain() {
        return initializedAgain;
    }

    @Override
    public Set<String> outgrown() {
        return outgrown;
    }

    /** What a fitted class (internal name) needs beside it; null if nothing. */
    @Nullable
    Companion companion(String className) {
        return companions.get(className);
    }
}
