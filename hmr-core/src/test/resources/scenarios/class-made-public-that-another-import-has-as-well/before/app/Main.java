package app;
import one.*;
import two.*;
class Main {
    static String answer() {
        return Shape.name();
    }
}
