package app;

class Parser {
    static String parse(Size size) {
        return size.name();
    }
}
