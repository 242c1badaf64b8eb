package app;
class Visitor extends Base implements Greets {
    String greeting() {
        return greet();
    }
}
