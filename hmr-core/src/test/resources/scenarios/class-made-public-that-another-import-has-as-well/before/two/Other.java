package two;
public class Other {
}
