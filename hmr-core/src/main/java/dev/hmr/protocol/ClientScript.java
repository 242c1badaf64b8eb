package dev.hmr.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A script that runs in the browser: plain JavaScript, put together from the files beside this class, without their
 * comments, and without any data of this server in it. Immutable and thread-safe.
 */
public final class ClientScript {
    static final List<String> PARTS = List.of(
            "morph.js", "carry.js", "api.js", "update.js", "elements.js", "overlay.js", "server.js", "client.js");
    static final List<String> DEVELOPER_PAGE_PARTS =
            List.of("server.js", "elements.js", "graph.js", "picture.js", "developer.js");

    /** Comments that have lines of their own, and what indents the others. */
    private static final Pattern COMMENT =
            Pattern.compile("^\\s*(?://.*|/\\*\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/)$\\R|^ +", Pattern.MULTILINE);

    private final byte[] bytes;
    private final String etag;

    private ClientScript(byte[] bytes) {
        this.bytes = bytes;
        this.etag = '"' + HexFormat.of().formatHex(sha256(bytes), 0, 8) + '"';
    }

    /** The script; read once. */
    public static ClientScript get() {
        return Loaded.SCRIPT;
    }

    /** The script of the developer page; read once. */
    public static ClientScript ofDeveloperPage() {
        return Loaded.DEVELOPER_PAGE;
    }

    /** The script in UTF-8; a new array each time. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Changes with the script; quoted, as the ETag header wants it. */
    public String etag() {
        return etag;
    }

    /** A script made of these parts. */
    static ClientScript of(List<String> parts) {
        StringBuilder script = new StringBuilder("(() => {\n\"use strict\";\n");
        for (String part : parts) {
            script.append(COMMENT.matcher(read(part)).replaceAll(""));
        }
        return new ClientScript(script.append("})();\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String read(String part) {
        try (InputStream in = ClientScript.class.getResourceAsStream(part)) {
            if (in == null) {
                throw new IllegalStateException(
                        "dev/hmr/protocol/" + part + " is missing from the class path: the hmr-core jar is not whole.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("dev/hmr/protocol/" + part + " cannot be read from the class path", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static final class Loaded {
        static final ClientScript SCRIPT = of(PARTS);
        static final ClientScript DEVELOPER_PAGE = of(DEVELOPER_PAGE_PARTS);
    }
}
