package app;
record Oval(int width) implements Shape {}
