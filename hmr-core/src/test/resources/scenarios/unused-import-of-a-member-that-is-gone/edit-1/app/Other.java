package app;
public class Other {}
