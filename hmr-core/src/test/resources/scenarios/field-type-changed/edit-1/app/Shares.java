package app;
class Shares {
    static final Shares of = new Shares();
    double share = 1 / 4.0;
}
