package app;
import other.*;
class Main {
    static String answer() {
        return "main";
    }
}
