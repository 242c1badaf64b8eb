package app;
class Reading {
    static String read() throws java.io.IOException {
        return "text";
    }
}
