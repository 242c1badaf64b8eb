package app;
class Main {
    static String answer() {
        String all = "";
        for (Size size : Size.values()) {
            switch (size) {
                case SMALL:
                    all += "s" + size.ordinal();
                    break;
                case LARGE:
                    all += "l" + size.ordinal();
                    break;
                default:
                    all += "?";
            }
        }
        return all;
    }
}
