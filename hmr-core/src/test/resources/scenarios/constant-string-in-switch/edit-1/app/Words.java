package app;
class Words {
    static final String WORD = "two";
}
