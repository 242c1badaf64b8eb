package dev.hmr.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The bridges that exist in one class loader. They are used again by later versions of the accessing class, so that a
 * stable target does not collect a new bridge with every reload. Thread-safe.
 */
final class BridgeRegistry {
    private final Map<String, Map<BridgeOperation, BridgeMethod>> byPackage = new ConcurrentHashMap<>();

    @Nullable
    BridgeMethod find(String packageName, BridgeOperation operation) {
        return byPackage.getOrDefault(packageName, Map.of()).get(operation);
    }

    void publish(String packageName, Map<BridgeOperation, BridgeMethod> bridges) {
        byPackage
                .computeIfAbsent(packageName, name -> new ConcurrentHashMap<>())
                .putAll(bridges);
    }
}
