package dev.hmr.graph;

import org.objectweb.asm.Type;

/** Internal names (<code>a/b/C$D</code>), the form in which class files name each other. */
public final class Names {
    private Names() {}

    public static String internal(String binaryName) {
        return binaryName.replace('.', '/');
    }

    public static String binary(String internalName) {
        return internalName.replace('/', '.');
    }

    /** The package with a trailing slash, or the empty string for the unnamed package. */
    public static String packageOf(String internalName) {
        return internalName.substring(0, internalName.lastIndexOf('/') + 1);
    }

    /** The package as an internal name, without the trailing slash. */
    static String packageName(String internalName) {
        return internalName.substring(0, Math.max(0, internalName.lastIndexOf('/')));
    }

    public static boolean samePackage(String one, String other) {
        int end = one.lastIndexOf('/');
        return end == other.lastIndexOf('/') && one.regionMatches(0, other, 0, end + 1);
    }

    /** The name without its package, as messages show it. */
    public static String simple(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1);
    }

    /** Whether a class (internal name) comes with the JDK, and so is none of the project's. */
    public static boolean isOfJdk(String name) {
        return name.startsWith("java/") || name.startsWith("javax/") || name.startsWith("jdk/");
    }

    /** The class that an object or array type is made of, or the empty string for a primitive. */
    static String elementClass(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        return element.getSort() == Type.OBJECT ? element.getInternalName() : "";
    }

    /** The class behind the operand of a type instruction: a class name, or an array descriptor. */
    public static String elementClass(String typeOperand) {
        return elementClass(Type.getObjectType(typeOperand));
    }
}
