package dev.hmr.graph;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which classes a class file mentions anywhere – in instructions, descriptors, generic signatures, annotations, and as a
 * string that is a qualified class name (as {@code Class.forName} takes it) – and which files. All of these stand in the
 * constant pool, so no method needs to be read. Finds too much rather than too little.
 */
final class ConstantPool {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int METHOD_HANDLE = 15;
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([^;<>\\[\\s.:]+)");
    private static final Pattern INTERNAL_NAME = Pattern.compile("[\\p{javaJavaIdentifierPart}/]+");
    private static final Pattern QUALIFIED_NAME =
            Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
                    + "(?:\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)+");

    private final Set<String> classes = new HashSet<>();
    private final Set<Integer> files = new HashSet<>();

    ConstantPool(byte[] classFile) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                if (tag == UTF8) {
                    String text = in.readUTF();
                    collect(text, classes);
                    collectFile(text);
                } else {
                    in.skipNBytes(size(tag));
                    if (tag == LONG || tag == DOUBLE) {
                        i++;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Not a class file: its constant pool cannot be read", e);
        }
        classes.removeIf(Names::isOfJdk);
    }

    /** Internal names of the classes; the JDK's own are left out. */
    Set<String> classes() {
        return classes;
    }

    /** Hash codes of what may be the simple names of files, sorted. */
    int[] files() {
        return files.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private void collectFile(String text) {
        int name = text.lastIndexOf('/') + 1;
        if (text.indexOf('.', name) > 0 && text.indexOf(' ', name) < 0) {
            files.add(text.substring(name).hashCode());
        }
    }

    private static void collect(String text, Set<String> names) {
        if (text.isEmpty()) {
            return;
        }
        if (text.indexOf(';') >= 0) {
            Matcher matcher = IN_DESCRIPTOR.matcher(text);
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
            collectInnerOfGeneric(text, names);
        } else if (INTERNAL_NAME.matcher(text).matches()) {
            names.add(text);
        } else if (QUALIFIED_NAME.matcher(text).matches()) {
            names.add(Names.internal(text));
        }
    }

    /** {@code La/Outer<TT;>.Inner;} is the class {@code a/Outer$Inner}; its outer class is in the same unit and was found. */
    private static void collectInnerOfGeneric(String text, Set<String> names) {
        if (text.contains(">.")) {
            Matcher matcher =
                    IN_DESCRIPTOR.matcher(text.replaceAll("<[^<>]*>", "").replace('.', '$'));
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
    }

    private static int size(int tag) {
        return switch (tag) {
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case LONG, DOUBLE -> 8;
            case 7, 8, 16, 19, 20 -> 2;
            case METHOD_HANDLE -> 3;
            default -> throw new IllegalArgumentException("Not a class file: constant pool tag " + tag);
        };
    }
}
