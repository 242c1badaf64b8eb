package app;
class Words {
    static final String WORD = "one";
}
