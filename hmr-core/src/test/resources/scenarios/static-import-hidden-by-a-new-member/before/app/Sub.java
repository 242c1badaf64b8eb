package app;
public class Sub extends Base {}
