package app;

class Main {
    private int asked;

    static String answer() {
        return new Main().all(List.of());
    }

    private record List() {
        static List of() {
            return new List();
        }
    }

    private String all(List list) {
        String prefix = list.toString();
        class Line {
            private final int number;

            private Line(int number) {
                this.number = number;
            }

            private String text() {
                asked += number;
                return prefix + number + asked + twice(number);
            }
        }
        Runnable more = new Runnable() {
            @Override
            public void run() {
                asked += 100;
            }
        };
        more.run();
        return new Line(1).text() + new Line(2).text() + Line.class.isLocalClass() + more.getClass().isAnonymousClass();
    }

    private int twice(int number) {
        return new Object() {
            int value() {
                return number * 2;
            }
        }.value();
    }
}
