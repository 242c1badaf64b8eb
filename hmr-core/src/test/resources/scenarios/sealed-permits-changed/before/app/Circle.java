package app;
record Circle() implements Shape {}
