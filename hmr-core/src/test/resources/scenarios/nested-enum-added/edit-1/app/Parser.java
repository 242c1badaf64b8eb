package app;

class Parser {
    static String parse(String text) {
        Kind kind = Kind.valueOf(text.toUpperCase(java.util.Locale.ROOT));
        switch (kind) {
            case A:
                return "first";
            case B:
                return "second " + kind + Kind.values().length + kind.describe();
            default:
                return "other";
        }
    }

    private enum Kind {
        A,
        B {
            @Override
            String describe() {
                return "!";
            }
        };

        String describe() {
            return "?";
        }
    }
}
