package app;
import java.util.Map;
import java.util.TreeMap;
class Numbers {
    static final Map<String, Integer> ENTRIES = new TreeMap<>();

    static {
        ENTRIES.put("one", 1);
    }
}
