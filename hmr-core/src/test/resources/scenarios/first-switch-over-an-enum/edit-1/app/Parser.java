package app;

class Parser {
    static String parse(Size size) {
        switch (size) {
            case SMALL:
                return "s";
            case LARGE:
                return "l";
            default:
                return "?";
        }
    }
}
