package app;
class Machines {
    static String all() {
        class Local {
            String name() {
                return "local";
            }
        }
        return new Local().name() + new Inner().name();
    }

    static class Inner {
        String name() {
            return "inner";
        }
    }
}
