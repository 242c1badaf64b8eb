package dev.hmr.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The lambda bodies of a class, by the method or other lambda body that each stands in.
 *
 * @param byPlace the bodies in each method (name + descriptor), in their order; methods without any are listed too
 * @param named bodies whose names mean something, because serialized lambdas are found by them
 */
record LambdaBodies(Map<String, List<Body>> byPlace, Set<String> named) {
    /**
     * One lambda body.
     *
     * @param method its name + descriptor
     * @param shape what an object made of it is, and what it captures
     * @param code a digest of what it does, nested bodies included
     */
    record Body(String method, String shape, long code) {}

    static LambdaBodies of(ClassFile file) {
        Map<String, Long> digests = file.methodDigests().methods();
        Map<String, List<Body>> byPlace = new LinkedHashMap<>();
        Set<String> named = new HashSet<>();
        ClassVisitor reader = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access,
                    String method,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                Map<String, Body> bodies = new LinkedHashMap<>();
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitInvokeDynamicInsn(String sam, String type, Handle bootstrap, Object... arguments) {
                        for (Object argument : arguments) {
                            if (argument instanceof Handle handle && isBody(file, handle)) {
                                String key = handle.getName() + handle.getDesc();
                                String shape = handle.getTag() + sam + type + handle.getDesc();
                                bodies.putIfAbsent(key, new Body(key, shape, digests.getOrDefault(key, 0L)));
                                if (bootstrap.getName().equals("altMetafactory")) {
                                    named.add(key);
                                }
                            }
                        }
                    }

                    @Override
                    public void visitEnd() {
                        if (!method.equals("$deserializeLambda$")) {
                            byPlace.put(method + descriptor, new ArrayList<>(bodies.values()));
                        }
                    }
                };
            }
        };
        new ClassReader(file.bytes()).accept(reader, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new LambdaBodies(byPlace, named);
    }

    static boolean isBody(ClassFile file, Handle handle) {
        return handle.getOwner().equals(file.name()) && handle.getName().startsWith(MethodCalls.LAMBDA);
    }

    /** All bodies, by name + descriptor. */
    Map<String, Body> all() {
        Map<String, Body> all = new HashMap<>();
        byPlace.values().forEach(bodies -> bodies.forEach(body -> all.put(body.method(), body)));
        return all;
    }
}
