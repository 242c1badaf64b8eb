package app;
interface Two {
    String call(String x, String y);
}
