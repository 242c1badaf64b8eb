package app;
interface One {
    Object call(String x);
}
