package app;

class Parser {
    static String parse(String text) {
        return text;
    }
}
