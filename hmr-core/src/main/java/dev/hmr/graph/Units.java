package dev.hmr.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The project's classes grouped into units: the strongly connected components of who links to whom, where two classes
 * that must share a run-time package link to each other. Immutable.
 */
final class Units {
    private final List<Unit> dependenciesFirst;
    private final Map<String, Unit> byTopLevel;

    private Units(List<Unit> dependenciesFirst) {
        this.dependenciesFirst = dependenciesFirst;
        this.byTopLevel = new HashMap<>();
        for (Unit unit : dependenciesFirst) {
            unit.topLevels().forEach(name -> byTopLevel.put(name, unit));
        }
    }

    static Units of(UnitEdges edges) {
        return new Units(new Components(edges.all()).find());
    }

    /** Every unit after all that it links to. */
    List<Unit> dependenciesFirst() {
        return dependenciesFirst;
    }

    @Nullable
    Unit ofTopLevel(String name) {
        return byTopLevel.get(name);
    }

    /** Tarjan's algorithm (SIAM J. Comput. 1, 1972) with its recursion on a stack of its own. */
    private static final class Components {
        private final Map<String, Set<String>> edges;
        private final Map<String, Node> nodes = new HashMap<>();
        private final Deque<Node> path = new ArrayDeque<>();
        private final Deque<Node> open = new ArrayDeque<>();
        private final List<Unit> found = new ArrayList<>();

        Components(Map<String, Set<String>> edges) {
            this.edges = edges;
        }

        List<Unit> find() {
            for (String name : new TreeSet<>(edges.keySet())) {
                if (!nodes.containsKey(name)) {
                    search(name);
                }
            }
            return Collections.unmodifiableList(found);
        }

        private void search(String root) {
            enter(root);
            while (!path.isEmpty()) {
                Node node = path.getLast();
                if (!node.targets.hasNext()) {
                    leave(node);
                    continue;
                }
                String target = node.targets.next();
                Node seen = nodes.get(target);
                if (seen == null) {
                    enter(target);
                } else if (seen.open) {
                    node.low = Math.min(node.low, seen.order);
                }
            }
        }

        private void enter(String name) {
            Node node = new Node(
                    name, nodes.size(), edges.getOrDefault(name, Set.of()).iterator());
            nodes.put(name, node);
            path.addLast(node);
            open.addLast(node);
        }

        private void leave(Node node) {
            path.removeLast();
            Node parent = path.peekLast();
            if (parent != null) {
                parent.low = Math.min(parent.low, node.low);
            }
            if (node.low == node.order) {
                TreeSet<String> component = new TreeSet<>();
                Node member;
                do {
                    member = open.removeLast();
                    member.open = false;
                    component.add(member.name);
                } while (member != node);
                found.add(new Unit(Collections.unmodifiableSortedSet(component)));
            }
        }

        private static final class Node {
            final String name;
            final int order;
            final Iterator<String> targets;
            int low;
            boolean open = true;

            Node(String name, int order, Iterator<String> targets) {
                this.name = name;
                this.order = order;
                this.low = order;
                this.targets = targets;
            }
        }
    }
}
