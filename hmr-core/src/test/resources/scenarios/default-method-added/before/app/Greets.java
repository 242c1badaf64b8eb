package app;
public interface Greets {}
