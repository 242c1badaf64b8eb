package app;

enum Level {
    NONE,
    LOW,
    HIGH
}
