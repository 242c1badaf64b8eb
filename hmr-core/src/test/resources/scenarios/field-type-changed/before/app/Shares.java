package app;
class Shares {
    static final Shares of = new Shares();
    int share = 1 / 3;
}
