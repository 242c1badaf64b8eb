package dev.hmr.load;

import dev.hmr.graph.Names;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The bridges that one class needs: small public classes in the run-time packages of what it accesses there. Collects the
 * operations that no earlier bridge offers and then defines one class for each run-time package.
 *
 * <p>No lock is held while a target class is loaded. Two threads may so define a bridge for the same operation each, which
 * costs a small class and nothing else.
 */
final class Bridges {
    private static final AtomicLong NUMBER = new AtomicLong();

    private final Loaders loaders;
    private final Map<Target, Batch> batches = new LinkedHashMap<>();
    private final Map<String, ClassLoader> used = new HashMap<>();

    /** A run-time package: loader and package name. */
    private record Target(ClassLoader loader, String packageName) {}

    Bridges(Loaders loaders) {
        this.loaders = loaders;
    }

    /**
     * The bridge method for an operation.
     *
     * @param home a class (internal name) in the run-time package where the operation is allowed
     */
    BridgeMethod bridge(String home, ClassLoader loader, BridgeOperation operation) {
        Target target = new Target(loader, Names.packageOf(home));
        BridgeMethod method = loaders.bridgesInto(loader).find(target.packageName(), operation);
        if (method == null) {
            method =
                    batches.computeIfAbsent(target, key -> new Batch(key, home)).add(operation);
        }
        used.put(method.bridgeClass(), loader);
        return method;
    }

    /** The loader of each bridge class that was given out, by internal name. */
    Map<String, ClassLoader> used() {
        return used;
    }

    /** Defines the bridge classes that did not exist before. */
    void define() {
        batches.values().forEach(Batch::define);
    }

    private final class Batch {
        private final Target target;
        private final String home;
        private final String name;
        private final Map<BridgeOperation, BridgeMethod> methods = new LinkedHashMap<>();

        Batch(Target target, String home) {
            this.target = target;
            this.home = home;
            this.name = target.packageName() + "Hmr$Bridge$" + NUMBER.incrementAndGet();
        }

        BridgeMethod add(BridgeOperation operation) {
            @Nullable BridgeMethod method = methods.get(operation);
            if (method == null) {
                String methodName = operation.kind().name().toLowerCase(Locale.ROOT) + methods.size();
                method = new BridgeMethod(name, methodName, operation.bridgeDescriptor(), target.loader());
                methods.put(operation, method);
            }
            return method;
        }

        void define() {
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            int flags = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
            writer.visit(Opcodes.V17, flags, name, null, "java/lang/Object", null);
            methods.forEach((operation, method) -> {
                MethodVisitor code = writer.visitMethod(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, method.name(), method.descriptor(), null, null);
                code.visitCode();
                operation.emit(code);
                code.visitMaxs(0, 0);
                code.visitEnd();
            });
            writer.visitEnd();
            try {
                Class<?> neighbour = Class.forName(Names.binary(home), false, target.loader());
                MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(writer.toByteArray());
            } catch (ClassNotFoundException | IllegalAccessException e) {
                throw new IllegalStateException(
                        "Cannot reach the package of " + Names.binary(home) + " from reloaded code."
                                + " If it is in a named module, open the package to all (opens in module-info.java).",
                        e);
            }
            loaders.bridgesInto(target.loader()).publish(target.packageName(), methods);
        }
    }
}
