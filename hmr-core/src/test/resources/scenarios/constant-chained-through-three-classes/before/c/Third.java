package c;
import static b.Second.DOUBLED;
public class Third {
    public static final int TOTAL = DOUBLED + 100;
}
