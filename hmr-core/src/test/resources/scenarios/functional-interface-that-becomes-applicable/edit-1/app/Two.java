package app;
interface Two {
    String call(String x);
}
