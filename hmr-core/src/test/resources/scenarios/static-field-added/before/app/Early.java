package app;

class Early {
    static final Main MADE = new Main();
}
