package dev.hmr.inplace;

import dev.hmr.graph.UnitVersion;
import dev.hmr.load.Loaders;
import java.util.Optional;
import org.objectweb.asm.tree.ClassNode;

/** All that must be done to classes of the project because others got something in place. Thread-safe. */
record Redirections(AddedCalls added, NestBorder border) implements Loaders.Rewriting {
    @Override
    public boolean isNeeded() {
        return added.isNeeded() || border.isNeeded();
    }

    @Override
    public boolean rewrite(ClassNode node, UnitVersion version) {
        boolean changed = added.isNeeded() && added.rewrite(node, version);
        // Then, for an added member is not where its class file declares it.
        return (border.isNeeded() && border.rewrite(node, version)) || changed;
    }

    @Override
    public byte[] redefinition(byte[] bytes) {
        return Guards.add(DynamicConstants.argumentsFirst(bytes));
    }

    @Override
    public Optional<Loaders.Held> held(Class<?> holder, String field, String descriptor) {
        return added.held(holder, field, descriptor);
    }
}
