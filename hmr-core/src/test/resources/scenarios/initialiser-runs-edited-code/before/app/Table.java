package app;

class Table {
    static final String FIRST = Rules.first();
}
