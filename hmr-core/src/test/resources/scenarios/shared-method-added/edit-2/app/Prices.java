package app;

import java.util.List;

class Prices {
    private int asked;

    String of(String what) {
        return what;
    }

    String taxed(String what, long rate) {
        return of(what) + ++asked + rate + name(asked);
    }

    private String name(int number) {
        return "#" + number;
    }

    static int total(List<Integer> parts) {
        return parts.stream().mapToInt(part -> part).sum();
    }

    static int length(CharSequence text) {
        return text.length();
    }

    public String quoted(String text) {
        return "'" + text + "'";
    }
}
