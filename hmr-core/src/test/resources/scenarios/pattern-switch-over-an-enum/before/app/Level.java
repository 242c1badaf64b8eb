package app;

enum Level {
    LOW,
    HIGH
}
