package a;
public interface First {
    int BASE = 5;
}
