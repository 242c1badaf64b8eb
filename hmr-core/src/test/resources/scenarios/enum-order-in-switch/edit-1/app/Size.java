package app;
enum Size {
    LARGE,
    MEDIUM,
    SMALL
}
