package dev.hmr.graph;

import dev.hmr.graph.LambdaBodies.Body;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes the names of lambda bodies mean something. Compilers number them through the class, so that one more lambda
 * renames all that follow; an object made of a lambda runs whatever now bears the name that it knows. Here a body keeps the
 * name that the same one had before – the same by the method it stands in, its shape, what it does and its position –, and a new
 * one gets a name that no other ever had. Thread-safe.
 */
public final class LambdaNames {
    private static final AtomicLong FRESH = new AtomicLong();

    private final LambdaBodies before;
    private final LambdaBodies after;
    /** By the method's name and descriptor as compiled: the name it gets. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private LambdaNames(LambdaBodies before, LambdaBodies after) {
        this.before = before;
        this.after = after;
    }

    /**
     * The next version of a class with the names that its lambda bodies had before.
     *
     * @param before the last version, its names followed
     * @param after as compiled
     */
    public static ClassFile follow(ClassFile before, ClassFile after) {
        if (after.methods().keySet().stream().noneMatch(method -> method.startsWith(MethodCalls.LAMBDA))) {
            return after;
        }
        LambdaNames names = new LambdaNames(LambdaBodies.of(before), LambdaBodies.of(after));
        names.match();
        boolean same = names.names.entrySet().stream()
                .allMatch(name -> Member.method("", name.getKey()).name().equals(name.getValue()));
        return same ? after : ClassFile.read(names.rename(after));
    }

    /** Outer bodies first, for what stands in one is looked for in its like. */
    private void match() {
        Deque<Map.Entry<String, String>> places = new ArrayDeque<>();
        Set<String> bodies = after.all().keySet();
        after.byPlace().keySet().stream()
                .filter(place -> !bodies.contains(place) || after.named().contains(place))
                .forEach(place -> places.add(Map.entry(place, place)));
        while (!places.isEmpty()) {
            Map.Entry<String, String> place = places.remove();
            List<Body> old = free(before, place.getKey());
            List<Body> now = free(after, place.getValue());
            Map<Body, Body> pairs = pairs(old, now);
            for (Body body : now) {
                Body like = pairs.get(body);
                String name = like == null
                        ? fresh(body)
                        : Member.method("", like.method()).name();
                names.put(body.method(), name);
                // In a new one everything is new.
                places.add(Map.entry(like == null ? "" : like.method(), body.method()));
            }
        }
    }

    private static List<Body> free(LambdaBodies bodies, String place) {
        return bodies.byPlace().getOrDefault(place, List.of()).stream()
                .filter(body -> !bodies.named().contains(body.method()))
                .toList();
    }

    /** Which body of before each is: one that does the same; else, between such, one of the same shape, in their order. */
    private static Map<Body, Body> pairs(List<Body> old, List<Body> now) {
        Map<Body, Body> pairs = new HashMap<>();
        List<CommonSubsequence.Pair> anchors = CommonSubsequence.of(old, now, LambdaNames::doesTheSame);
        anchors.forEach(anchor -> pairs.put(now.get(anchor.after()), old.get(anchor.before())));
        Set<Body> rest = new LinkedHashSet<>(old);
        rest.removeAll(pairs.values());
        for (Body body : now) {
            Body moved = pairs.containsKey(body) ? null : like(body, rest);
            if (moved != null) {
                pairs.put(body, moved);
                rest.remove(moved);
            }
        }
        int fromOld = 0;
        int fromNow = 0;
        for (int i = 0; i <= anchors.size(); i++) {
            int toOld = i < anchors.size() ? anchors.get(i).before() : old.size();
            int toNow = i < anchors.size() ? anchors.get(i).after() : now.size();
            List<Body> oldGap =
                    old.subList(fromOld, toOld).stream().filter(rest::contains).toList();
            List<Body> nowGap = now.subList(fromNow, toNow).stream()
                    .filter(body -> !pairs.containsKey(body))
                    .toList();
            for (CommonSubsequence.Pair pair : CommonSubsequence.of(oldGap, nowGap, LambdaNames::sameShape)) {
                pairs.put(nowGap.get(pair.after()), oldGap.get(pair.before()));
            }
            fromOld = toOld + 1;
            fromNow = toNow + 1;
        }
        return pairs;
    }

    /** One that stood elsewhere in the method. */
    private static @Nullable Body like(Body body, Set<Body> candidates) {
        return candidates.stream()
                .filter(other -> doesTheSame(other, body))
                .findFirst()
                .orElse(null);
    }

    private static boolean doesTheSame(Body one, Body other) {
        return sameShape(one, other) && one.code() == other.code();
    }

    private static boolean sameShape(Body one, Body other) {
        return one.shape().equals(other.shape());
    }

    private static String fresh(Body body) {
        return Member.method("", body.method()).name().replaceFirst("\\$[^$]*$", "") + "$hmr" + FRESH.incrementAndGet();
    }

    private byte[] rename(ClassFile file) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(file.bytes()).accept(new Renaming(file, writer), 0);
        return writer.toByteArray();
    }

    private final class Renaming extends ClassVisitor {
        private final ClassFile file;

        Renaming(ClassFile file, ClassVisitor next) {
            super(Opcodes.ASM9, next);
            this.file = file;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor next =
                    super.visitMethod(access, named(method, descriptor), descriptor, signature, exceptions);
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
                    Object[] renamed = arguments.clone();
                    for (int i = 0; i < renamed.length; i++) {
                        if (renamed[i] instanceof Handle handle && LambdaBodies.isBody(file, handle)) {
                            renamed[i] = new Handle(
                                    handle.getTag(),
                                    handle.getOwner(),
                                    named(handle.getName(), handle.getDesc()),
                                    handle.getDesc(),
                                    handle.isInterface());
                        }
                    }
                    super.visitInvokeDynamicInsn(name, type, bootstrap, renamed);
                }
            };
        }

        private String named(String method, String descriptor) {
            return Objects.requireNonNullElse(names.get(method + descriptor), method);
        }
    }
}
