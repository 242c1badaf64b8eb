package app;
class Reading {
    static String read() throws java.io.IOException {
        throw new java.io.IOException();
    }
}
