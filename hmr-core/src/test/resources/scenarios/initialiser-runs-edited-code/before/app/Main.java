package app;

class Main {
    static String answer() {
        return Table.FIRST + Rules.second();
    }
}
