package app;
class Reading {
    static String read() {
        return "text";
    }
}
