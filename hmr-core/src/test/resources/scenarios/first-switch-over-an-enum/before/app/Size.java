package app;

enum Size {
    SMALL,
    LARGE
}
