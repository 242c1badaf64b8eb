package dev.hmr.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** The longest common subsequence of two lists, by dynamic programming. */
final class CommonSubsequence {
    /** The positions of elements that correspond to each other. */
    record Pair(int before, int after) {}

    private CommonSubsequence() {}

    static <T> List<Pair> of(List<T> before, List<T> after, BiPredicate<T, T> same) {
        int[][] length = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                length[i][j] = same.test(before.get(i), after.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        List<Pair> pairs = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() && j < after.size()) {
            if (same.test(before.get(i), after.get(j))) {
                pairs.add(new Pair(i++, j++));
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return pairs;
    }
}
