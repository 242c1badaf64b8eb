package app;

import java.util.List;
import java.util.stream.Collectors;

class Main {
    static final Object KEPT = new Object();

    static String answer() {
        return List.of("a", "b").stream().map(Item::new).map(Item::toString).collect(Collectors.joining())
                + new Item("c").equals(item("c"))
                + Main.class.getDeclaredClasses().length
                + Item.class.getDeclaringClass().getSimpleName()
                + Item.class.getSimpleName();
    }

    private static Item item(String name) {
        return new Item(name);
    }

    private record Item(String name) {}
}
