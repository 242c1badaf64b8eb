package app;

class Dear extends Prices {
    @Override
    String taxed(String what, long rate) {
        return "dear " + super.taxed(what, rate);
    }
}
