package other;
public class Only {}
