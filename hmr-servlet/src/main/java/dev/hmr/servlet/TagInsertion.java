package dev.hmr.servlet;

import java.util.Locale;

/**
 * Puts a tag into an HTML document that passes by in pieces: behind the byte order mark, white space, comments, the
 * doctype and the opening tags of {@code html} and {@code head}, and before anything else. So the doctype still decides
 * how the page is laid out, and nothing of the page runs before the tag.
 *
 * <p>Holds back no more than the first characters of a tag that is not known yet. One thread at a time.
 */
final class TagInsertion {
    /** Where the last character has led. */
    private enum Place {
        START,
        /** In what may become a byte order mark. */
        MARK,
        /** Where the next construct begins. */
        BETWEEN,
        /** In a construct whose kind is not known yet. */
        OPENING,
        /** In a doctype or another declaration, up to the next {@code >}. */
        DECLARATION,
        COMMENT,
        /** Among the attributes of an opening tag that is skipped. */
        TAG,
        /** In an attribute's value between quotes. */
        QUOTED,
        /** Nothing more to find. */
        DONE
    }

    /** The mark of UTF-8, as bytes. */
    private static final String BYTES_MARK = "\u00EF\u00BB\u00BF";

    private static final char MARK = '\uFEFF';
    private static final String HTML = "<html";
    private static final String HEAD = "<head";

    private final String tag;
    /** What will go behind the tag, unless it turns out to be skipped. */
    private final StringBuilder held = new StringBuilder();

    private Place place = Place.START;
    private char quote;
    /** How many dashes have just passed; negative when two of them no longer begin a comment. */
    private int dashes;

    TagInsertion(String tag) {
        this.tag = tag;
    }

    /** Whether every further piece passes as it is. */
    boolean isDone() {
        return place == Place.DONE;
    }

    /**
     * What to send on when the next piece of the document has arrived; may be empty.
     *
     * @param piece characters, or bytes of an ASCII-compatible charset each as one character
     */
    String pass(String piece) {
        StringBuilder out = new StringBuilder(held.length() + piece.length() + tag.length());
        for (int i = 0; i < piece.length(); i++) {
            if (place == Place.DONE) {
                return out.append(piece, i, piece.length()).toString();
            }
            next(piece.charAt(i), out);
        }
        return out.toString();
    }

    /** What is still held back at the end of the document; may be empty. */
    String rest() {
        StringBuilder out = new StringBuilder();
        end(out);
        return out.toString();
    }

    private void next(char c, StringBuilder out) {
        held.append(c);
        switch (place) {
            case START -> start(c, out);
            case MARK -> mark(out);
            case BETWEEN -> between(c, out);
            case OPENING -> opening(c, out);
            default -> skip(inside(c), out);
        }
    }

    private void start(char c, StringBuilder out) {
        switch (c) {
            case MARK -> skip(Place.BETWEEN, out);
            case '\u00EF' -> place = Place.MARK;
            // The bytes of UTF-16: a tag in ASCII would be no tag there.
            case '\u00FE', '\u00FF', 0 -> end(out);
            default -> between(c, out);
        }
    }

    private void mark(StringBuilder out) {
        String soFar = held.toString();
        if (soFar.equals(BYTES_MARK)) {
            skip(Place.BETWEEN, out);
        } else if (!BYTES_MARK.startsWith(soFar)) {
            insert(out);
        }
    }

    private void between(char c, StringBuilder out) {
        if (isSpace(c)) {
            skip(Place.BETWEEN, out);
        } else if (c == '<') {
            place = Place.OPENING;
        } else {
            insert(out);
        }
    }

    private void opening(char c, StringBuilder out) {
        String soFar = held.toString().toLowerCase(Locale.ROOT);
        boolean named = soFar.length() == HTML.length() + 1;
        if (soFar.equals("<!") || soFar.equals("<?")) {
            dashes = c == '!' ? 0 : -1;
            skip(Place.DECLARATION, out);
        } else if (named && c == '>') {
            skip(Place.BETWEEN, out);
        } else if (named && (isSpace(c) || c == '/')) {
            skip(Place.TAG, out);
        } else if (c == 0) {
            end(out); // UTF-16 again, without a mark.
        } else if (named || !(HTML.startsWith(soFar) || HEAD.startsWith(soFar))) {
            insert(out);
        }
    }

    /** Where a character leads that is skipped in any case. */
    private Place inside(char c) {
        return switch (place) {
            case DECLARATION -> declaration(c);
            case COMMENT -> comment(c);
            case TAG -> {
                quote = c;
                yield c == '>' ? Place.BETWEEN : c == '"' || c == '\'' ? Place.QUOTED : Place.TAG;
            }
            case QUOTED -> c == quote ? Place.TAG : Place.QUOTED;
            default -> throw new IllegalStateException("Not inside anything: " + place);
        };
    }

    /** Two dashes at its beginning make it a comment, which does not end with the first {@code >}. */
    private Place declaration(char c) {
        dashes = c == '-' && dashes >= 0 ? dashes + 1 : -1;
        return c == '>' ? Place.BETWEEN : dashes == 2 ? Place.COMMENT : Place.DECLARATION;
    }

    /** The dashes that began it may end it: {@code <!-->} is a whole comment. So does {@code --!>}. */
    private Place comment(char c) {
        if (c == '>' && dashes >= 2) {
            return Place.BETWEEN;
        }
        dashes = c == '-' ? dashes + 1 : c == '!' && dashes >= 2 ? dashes : 0;
        return Place.COMMENT;
    }

    private void skip(Place next, StringBuilder out) {
        place = next;
        release(out);
    }

    private void insert(StringBuilder out) {
        out.append(tag);
        end(out);
    }

    private void end(StringBuilder out) {
        place = Place.DONE;
        release(out);
    }

    private void release(StringBuilder out) {
        out.append(held);
        held.setLength(0);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }
}
