package app;
import static app.Sub.*;
class Main {
    static String answer() {
        return greeting();
    }
}
