package app;
record Square() implements Shape {}
