package app;
class Machines {
    static String more() {
        class Local {
            String name() {
                return "first";
            }
        }
        return new Local().name();
    }

    static String all() {
        class Local {
            String name() {
                return "second";
            }
        }
        return more() + new Local().name() + new Inner().name();
    }

    static class Before {}

    static class Inner extends Before {
        String name() {
            return "inner";
        }
    }
}
