package b;
import a.First;
public class Second implements First {
    public static final int DOUBLED = BASE * 2;
}
