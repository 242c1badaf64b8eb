package dev.hmr.load;

import dev.hmr.graph.ClassFile;
import dev.hmr.graph.Member;
import dev.hmr.graph.MemberLookup;
import dev.hmr.graph.Names;
import dev.hmr.graph.UnitVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * What a class of a child loader may not touch by itself although its source may: classes and members that are not public,
 * of its own package by name but of another run-time package.
 */
final class Accessibility {
    private final String from;
    private final UnitVersion version;
    private final Loaders loaders;
    private final MemberLookup lookup = new MemberLookup(this::find);
    private final Map<String, @Nullable UnitVersion> found = new HashMap<>();
    private final Map<String, @Nullable ClassFile> outside = new HashMap<>();

    Accessibility(String from, UnitVersion version, Loaders loaders) {
        this.from = from;
        this.version = version;
        this.loaders = loaders;
    }

    /** Whether any access of this class could need a bridge: to what it mentions, or to what that inherits. */
    boolean hasNeighbours(Set<String> mentioned) {
        return mentioned.stream().anyMatch(this::isOrExtendsNeighbour);
    }

    private boolean isOrExtendsNeighbour(String mentioned) {
        for (ClassFile at = find(mentioned); at != null; at = lookup.superclass(at)) {
            if (isForeign(at.name())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the type behind a type operand (class name or array descriptor) is out of reach. */
    boolean isHiddenType(String typeOperand) {
        String name = Names.elementClass(typeOperand);
        if (!isForeign(name)) {
            return false;
        }
        ClassFile file = find(name);
        return file != null && !file.isPublic();
    }

    /** A class in whose run-time package the member can be reached, or null if it can be reached from here. */
    @Nullable
    String homeOf(Member member) {
        ClassFile declaring = member.owner().startsWith("[") ? null : lookup.declaring(member);
        if (declaring != null && isForeign(declaring.name())) {
            Integer access = MemberLookup.access(declaring, member);
            if (access != null && (access & Opcodes.ACC_PUBLIC) == 0) {
                return declaring.name();
            }
        }
        return isHiddenType(member.owner()) ? Names.elementClass(member.owner()) : null;
    }

    /** The class that the JVM tells as that of a member: the one that declares it, as far as that is known here. */
    String declaring(Member member) {
        ClassFile declaring = member.owner().startsWith("[") ? null : lookup.declaring(member);
        return declaring == null ? member.owner() : declaring.name();
    }

    ClassLoader loaderOf(String className) {
        UnitVersion other = versionOf(className);
        return other == null ? loaders.stableParent() : other.loader();
    }

    private boolean isForeign(String name) {
        return Names.samePackage(name, from) && !version.classes().containsKey(name);
    }

    private @Nullable ClassFile find(String name) {
        UnitVersion other = versionOf(name);
        if (other != null) {
            return other.classes().get(name);
        }
        return isForeign(name) ? outside.computeIfAbsent(name, this::readOutside) : null;
    }

    /** Of the versions reachable from this one, so that a class loaded late sees what its generation saw. */
    private @Nullable UnitVersion versionOf(String name) {
        if (loaders.project().version(name) == null) {
            return null;
        }
        return found.computeIfAbsent(name, this::search);
    }

    private @Nullable UnitVersion search(String name) {
        Set<UnitVersion> seen = new HashSet<>(Set.of(version));
        Deque<UnitVersion> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            UnitVersion next = open.remove();
            if (next.classes().containsKey(name)) {
                return next;
            }
            next.links().values().stream().filter(seen::add).forEach(open::add);
        }
        return null;
    }

    /** A class of the same package that is not the project's: a package split between a directory and a jar. */
    private @Nullable ClassFile readOutside(String name) {
        try (InputStream in = loaders.stableParent().getResourceAsStream(name + ".class")) {
            return in == null ? null : ClassFile.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + ".class beside " + Names.binary(from), e);
        }
    }
}
