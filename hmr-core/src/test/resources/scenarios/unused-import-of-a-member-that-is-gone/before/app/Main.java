package app;
import static app.Other.gone;
class Main {
    static String answer() {
        return "main";
    }
}
