package app;

import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

class Shop {
    private static final Shop ONLY = new Shop();
    private static int served;
    private long total = 10;

    static String serve() {
        Order order = new Order("tea", 2);
        order.count += 5;
        order.count++;
        new Order("nothing", 0);
        Order.made *= 2;
        Supplier<Order> anonymous = Order::new;
        Function<String, Order> named = name -> new Order(name, 1);
        IntSupplier size = order::size;
        return order.of(ONLY) + " " + order.count + " " + Order.made + " " + anonymous.get().what + " "
                + named.apply("cake").label() + " " + size.getAsInt() + " " + Order.twice(4) + " " + ONLY.total;
    }

    private String name(String who) {
        return "shop of " + who;
    }

    private static int one() {
        return 1;
    }

    static class Till {
        private int coins = 3;
    }

    private static final class Order {
        private static int made;
        private final String what;
        private int count;

        private Order() {
            this("default", 0);
        }

        private Order(String what, int count) {
            this.what = what;
            this.count = count;
            made += one();
        }

        private String of(Shop shop) {
            shop.total += count;
            Supplier<String> name = () -> shop.name(what);
            return name.get() + ++served + new Till().coins;
        }

        private int size() {
            return what.length();
        }

        private static long twice(long number) {
            return number * 2;
        }

        private String label() {
            return new Label(this).text;
        }
    }

    private static final class Label {
        private String text;

        private Label(Order order) {
            text = "<" + order.what + order.size() + ">";
        }
    }
}
