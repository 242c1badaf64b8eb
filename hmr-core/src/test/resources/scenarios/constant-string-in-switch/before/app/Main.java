package app;
class Main {
    static String answer() {
        switch ("two") {
            case Words.WORD:
                return "the word";
            default:
                return "another word";
        }
    }
}
